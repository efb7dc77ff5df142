"""The objects of XZuFi as they stand in a file, nothing left out.

Source: XZuFi 2.3.1 and 2.2.0; attributes as in the parsed models of the FIM portal, names in camel case. Where
2.2 has another name, it is given. Values are kept as they are written; :mod:`rathaus.standards.xzufi.read` makes the
page of a Leistung from them.
"""

# ruff: noqa: RUF009 – the calls in the bodies make fields, they are no values that instances share

from dataclasses import dataclass

from rathaus.standards.xzufi.binding import NOTHING, Code, Rest, attribute, content, element, many, word


@dataclass(frozen=True, kw_only=True)
class Record:
    """Anything with fields and a rest that no field takes."""

    rest: Rest = NOTHING


@dataclass(frozen=True, kw_only=True)
class Identifikator(Record):
    """An identifier and who gave it."""

    value: str = content()
    scheme_agency_id: str = attribute("schemeAgencyID")
    scheme_agency_name: str = attribute("schemeAgencyName")
    scheme_data_uri: str = attribute("schemeDataURI")
    scheme_id: str = attribute("schemeID")
    scheme_name: str = attribute("schemeName")
    scheme_uri: str = attribute("schemeURI")
    scheme_version_id: str = attribute("schemeVersionID")


@dataclass(frozen=True, kw_only=True)
class LocalText(Record):
    """A text in one language; it may hold escaped HTML."""

    language: str = attribute("languageCode")
    text: str = content()


@dataclass(frozen=True, kw_only=True)
class Zeitraum(Record):
    """A span of time."""

    beginn: str = word()
    ende: str = word()
    zusatz: tuple[LocalText, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Hyperlink(Record):
    """A link with its title."""

    language: str = attribute("languageCode")
    uri: str = word()
    titel: str = word()
    beschreibung: str = word()
    position_darstellung: str = word()


@dataclass(frozen=True, kw_only=True)
class Modul(Record):
    """What every module has."""

    zugangskanal: Code | None = element()
    position_darstellung: str = word()
    id: Identifikator | None = element()
    id_sekundaer: tuple[Identifikator, ...] = many()
    gueltigkeit: tuple[Zeitraum, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Textmodul(Modul):
    """A chapter with a code that says what it is about."""

    leika_textmodul: Code | None = element()
    leika_textmodul_abweichende_bezeichnung: tuple[LocalText, ...] = many()
    inhalt: tuple[LocalText, ...] = many()
    weiterfuehrender_link: tuple[Hyperlink, ...] = many()


@dataclass(frozen=True, kw_only=True)
class TextmodulIndividuell(Modul):
    """A chapter of an editorial office of its own kind."""

    individuelles_textmodultyp: Code | None = element()
    inhalt: tuple[LocalText, ...] = many()
    weiterfuehrender_link: tuple[Hyperlink, ...] = many()


@dataclass(frozen=True, kw_only=True)
class FristDauer(Record):
    """A length of time."""

    dauer: str = word()
    einheit: Code | None = element()
    dauer_bis: str = word()
    einheit_bis: Code | None = element()


@dataclass(frozen=True, kw_only=True)
class FristStichtag(Record):
    """A first and a last day: a date or a month and a day."""

    von: str = word()
    bis: str = word()


@dataclass(frozen=True, kw_only=True)
class FristAuswahl(Record):
    """Either a length or a day."""

    frist_dauer: FristDauer | None = element()
    frist_stichtag: FristStichtag | None = element()


@dataclass(frozen=True, kw_only=True)
class Fristangabe(Record):
    """What a deadline says; in 2.2 it stands in the module itself."""

    typ: Code | None = element()
    fristauswahl: FristAuswahl | None = element()
    frist_dauer: FristDauer | None = element()
    frist_stichtag: FristStichtag | None = element()
    beschreibung: tuple[LocalText, ...] = many()


@dataclass(frozen=True, kw_only=True)
class FristEintrag(Fristangabe):
    """One deadline or duration."""

    position_darstellung: str = word()
    gueltigkeit: tuple[Zeitraum, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Fristmodul(Modul, Fristangabe):
    """Deadlines."""

    frist: tuple[FristEintrag, ...] = many()
    weiterfuehrender_link: tuple[Hyperlink, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Bearbeitungsdauermodul(Modul, Fristangabe):
    """How long the office needs."""

    bearbeitungsdauer: tuple[FristEintrag, ...] = many()
    weiterfuehrender_link: tuple[Hyperlink, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Betrag(Record):
    """An amount as it is written, with its currency."""

    waehrung: str = attribute("currencyCode")
    wert: str = content()


@dataclass(frozen=True, kw_only=True)
class KostenFix(Record):
    """A fixed cost."""

    betrag: Betrag | None = element()


@dataclass(frozen=True, kw_only=True)
class KostenVariabel(Record):
    """A cost between two limits."""

    betrag_untergrenze: Betrag | None = element()
    betrag_obergrenze: Betrag | None = element()
    beschreibung_variabilitaet: tuple[LocalText, ...] = many()


@dataclass(frozen=True, kw_only=True)
class KostenFrei(Record):
    """No cost, and why."""

    beschreibung_kostenfreiheit: tuple[LocalText, ...] = many()
    beschreibung: tuple[LocalText, ...] = many()


@dataclass(frozen=True, kw_only=True)
class KostenAuswahl(Record):
    """One of three ways to give a cost."""

    fix: KostenFix | None = element()
    variabel: KostenVariabel | None = element()
    frei: KostenFrei | None = element()


@dataclass(frozen=True, kw_only=True)
class Kostenangabe(KostenAuswahl):
    """What a cost says; in 2.2 it stands in the module itself."""

    typ: Code | None = element()
    kostenauswahl: KostenAuswahl | None = element()
    beschreibung: tuple[LocalText, ...] = many()
    vorkasse: str = word()
    link_kostenbildung: tuple[Hyperlink, ...] = many()


@dataclass(frozen=True, kw_only=True)
class KostenEintrag(Kostenangabe):
    """One cost."""

    position_darstellung: str = word()
    gueltigkeit: tuple[Zeitraum, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Kostenmodul(Modul, Kostenangabe):
    """Costs."""

    kosten: tuple[KostenEintrag, ...] = many()
    weiterfuehrender_link: tuple[Hyperlink, ...] = many()


@dataclass(frozen=True, kw_only=True)
class DokumentEintrag(Record):
    """One document."""

    art: Code | None = element()
    bezeichnung: tuple[LocalText, ...] = many()
    beschreibung: tuple[LocalText, ...] = many()
    formular_referenz: tuple[Identifikator, ...] = many()
    angabe_signatur: Code | None = element()


@dataclass(frozen=True, kw_only=True)
class DokumentEingehend(Record):
    """A document that the office needs."""

    pflichtangabetyp: Code | None = element()
    pflichtangabe_grund_kontextabhaengigkeit: tuple[Code, ...] = many()
    kennzeichen_ausloeser: str = word()
    dokument: DokumentEintrag | None = element()


@dataclass(frozen=True, kw_only=True)
class DokumentAusgehend(DokumentEintrag):
    """A document that the office gives; directly or wrapped like those that it needs."""

    dokument: DokumentEintrag | None = element()


@dataclass(frozen=True, kw_only=True)
class Dokumentmodul(Modul):
    """Documents that are needed and given."""

    dokument_eingehend: tuple[DokumentEingehend, ...] = many()
    dokument_ausgehend: tuple[DokumentAusgehend, ...] = many()
    beschreibung_eingehend: tuple[LocalText, ...] = many()
    beschreibung_ausgehend: tuple[LocalText, ...] = many()
    weiterfuehrender_link: tuple[Hyperlink, ...] = many()


@dataclass(frozen=True, kw_only=True)
class BegriffImKontext(Record):
    """A word that people search for."""

    begriff: tuple[LocalText, ...] = many()
    typ: Code | None = element()


@dataclass(frozen=True, kw_only=True)
class BegriffImKontextModul(Modul):
    """Words that people search for."""

    begriff_im_kontext: tuple[BegriffImKontext, ...] = many()


@dataclass(frozen=True, kw_only=True)
class FachlicheFreigabeModul(Modul):
    """Who released the description, and when."""

    fachlich_freigegeben_am: str = word()
    fachlich_freigegeben_durch: tuple[LocalText, ...] = many()


@dataclass(frozen=True, kw_only=True)
class UrlParameter(Record):
    """A parameter that is put into an address: what it means and its name there."""

    typ: Code | None = element()
    parameter_name: str = word()


@dataclass(frozen=True, kw_only=True)
class UrsprungsportalModul(Modul):
    """The page that the description comes from."""

    language: str = attribute("languageCode")
    uri: str = word()
    titel: str = word()
    dynamische_parameter: tuple[UrlParameter, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Auskunftshinweismodul(Modul):
    """Hints for those who answer questions."""

    inhalt: tuple[LocalText, ...] = many()
    weiterfuehrender_link: tuple[Hyperlink, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Sprachversion(Record):
    """A language of the description."""

    language: str = attribute("languageCode")
    text: str = content()


@dataclass(frozen=True, kw_only=True)
class Versionsinformationen(Record):
    """The version of the description."""

    version: str = word()


@dataclass(frozen=True, kw_only=True)
class Leistungsstruktur(Record):
    """The parts of the LeiKa key."""

    leistungsgruppierung: Code | None = element("leistungsgruppierungLeika", old="leistungsgruppierung")
    leistungsobjekt_id: Identifikator | None = element()
    verrichtung: Code | None = element("verrichtungLeika", old="verrichtung")
    verrichtungsdetail: tuple[LocalText, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Leistung(Record):
    """The description of a Leistung with every module."""

    id: Identifikator | None = element()
    id_sekundaer: tuple[Identifikator, ...] = many()
    struktur: Leistungsstruktur | None = element()
    referenz_leistungsschluessel: tuple[Code, ...] = many(old="referenzLeiKa")
    status_katalog: Code | None = element()
    status_bibliothek: Code | None = element()
    detailstufe: Code | None = element()
    versionsinformationen: Versionsinformationen | None = element()
    gueltigkeit: tuple[Zeitraum, ...] = many()
    sprachversion: tuple[Sprachversion, ...] = many()
    leistungsadressat: tuple[Code, ...] = many()
    relevant_fuer_wirtschaftszweig: tuple[Code, ...] = many()
    relevant_fuer_rechtsform: tuple[Code, ...] = many()
    relevant_fuer_staatsangehoerigkeit: Code | None = element()
    bezugsort_typ: Code | None = element()
    typisierung: tuple[Code, ...] = many()
    modul_text: tuple[Textmodul, ...] = many()
    modul_text_individuell: tuple[TextmodulIndividuell, ...] = many()
    modul_begriff_im_kontext: tuple[BegriffImKontextModul, ...] = many()
    modul_auskunftshinweis: tuple[Auskunftshinweismodul, ...] = many()
    modul_ursprungsportal: tuple[UrsprungsportalModul, ...] = many()
    modul_fachliche_freigabe: tuple[FachlicheFreigabeModul, ...] = many()
    modul_frist: tuple[Fristmodul, ...] = many()
    modul_bearbeitungsdauer: tuple[Bearbeitungsdauermodul, ...] = many()
    modul_kosten: tuple[Kostenmodul, ...] = many()
    modul_dokument: tuple[Dokumentmodul, ...] = many()
    vertrauensniveau: Code | None = element()
    kennzeichen_formular_schriftformerfordernis: str = word(old="kennzeichenSchriftformerfordernis")
    kennzeichen_formular_persoenlich: str = word()
    kennzeichen_formular_formlos: str = word()
    kennzeichen_ea: str = word("kennzeichenEA")
    gueltigkeit_gebiet_id: tuple[Identifikator, ...] = many()
    durchfuehrbar_einheitliche_stelle: tuple[Code, ...] = many()
    leistung_im_kontext_id: tuple[Identifikator, ...] = many()
    prozess_id: tuple[Identifikator, ...] = many()


@dataclass(frozen=True, kw_only=True)
class ZustaendigkeitRecord(Record):
    """Which body is competent for which Leistung in which areas."""

    id: Identifikator | None = element()
    id_sekundaer: tuple[Identifikator, ...] = many()
    leistung_id: tuple[Identifikator, ...] = many()
    gebiet_id: tuple[Identifikator, ...] = many()
    organisationseinheit_id: tuple[Identifikator, ...] = many()
    rolle: Code | None = element()
    gueltigkeit: tuple[Zeitraum, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Organisationseinheit(Record):
    """A body with its competences; addresses and opening hours are kept in its rest."""

    id: Identifikator | None = element()
    id_sekundaer: tuple[Identifikator, ...] = many()
    uebergeordnete_organisationseinheit_id: tuple[Identifikator, ...] = many()
    name: tuple[LocalText, ...] = many()
    bezeichnung: tuple[LocalText, ...] = many()
    beschreibung: tuple[LocalText, ...] = many()
    zustaendigkeit: tuple[ZustaendigkeitRecord, ...] = many()
    gueltigkeit: tuple[Zeitraum, ...] = many()


@dataclass(frozen=True, kw_only=True)
class OnlinedienstLink(Record):
    """The address of an online service with the kind of link."""

    typ: Code | None = element()
    link: str = word()
    titel: tuple[LocalText, ...] = many()


@dataclass(frozen=True, kw_only=True)
class Onlinedienst(Record):
    """An online service."""

    id: Identifikator | None = element()
    id_sekundaer: tuple[Identifikator, ...] = many()
    bezeichnung: tuple[LocalText, ...] = many()
    beschreibung: tuple[LocalText, ...] = many()
    link: tuple[OnlinedienstLink, ...] = many()
    vertrauensniveau: Code | None = element()
    dynamische_parameter: tuple[UrlParameter, ...] = many()
    leistung_id: tuple[Identifikator, ...] = many()
    zustaendigkeit: tuple[ZustaendigkeitRecord, ...] = many()
    gueltigkeit: tuple[Zeitraum, ...] = many()

"""Whatever a message may carry, for property tests: the strategies follow the XML schema, not our reader."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from rathaus.standards.xdatenfelder.codes import (
    AbleitungRepraesentation,
    AbleitungStruktur,
    Datenqualitaet,
    Datentyp,
    Feldart,
    Freigabestatus,
    Gruppenart,
    RegelParamTyp,
    Regeltyp,
    Relationsart,
    Schemaelementart,
    Vorbefuellung,
)
from rathaus.standards.xdatenfelder.model import (
    Anzahl,
    Bezug,
    Codeliste,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentart,
    Dokumentsteckbrief,
    ElementUebersetzung,
    Fehlermeldung,
    Header,
    Identifikation,
    Praezisierung,
    Regel,
    RegelParameter,
    RegelUebersetzung,
    RegelZiel,
    Relation,
    Sprache,
    Stammdatenschema,
    Stichwort,
    Struktur,
    Uebersetzung,
    Wert,
)

#: Whole messages are large: shrinking one takes longer than all tests together, so a failing one is shown as it is.
whole_messages = settings(suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate])

_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("\n\t\r<>&\"'ÄÖÜßéŽ")
texts = st.text(_LETTERS, max_size=12).map(str.strip)
needed = texts.filter(bool)
tokens = texts.map(lambda text: " ".join(text.split())).filter(bool)
maybe_tokens = st.none() | tokens
instants = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)) | st.datetimes(  # noqa: DTZ001 - bounds
    datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.integers(-13, 13).map(lambda hours: timezone(timedelta(hours=hours))),
)
maybe_dates = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))


def short[T](strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """The same strategy under a short name: Hypothesis refuses to print very long ones."""

    @st.composite
    def drawn(draw: st.DrawFn) -> T:
        return draw(strategy)

    return drawn()


def identities(letter: str) -> st.SearchStrategy[Identifikation]:
    ids = st.integers(0, 10**11 - 1).map(lambda number: f"{letter}{number:011}")
    versions = st.none() | st.tuples(*[st.integers(0, 20)] * 3).map(lambda parts: ".".join(map(str, parts)))
    return st.builds(Identifikation, ids, versions)


def tuples_of[T](items: st.SearchStrategy[T], largest: int = 2, smallest: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    """A few items."""
    return st.integers(smallest, largest).flatmap(lambda count: st.tuples(*[items] * count))


def unique_by_code(werte: tuple[Wert, ...]) -> tuple[Wert, ...]:
    return tuple({wert.code: wert for wert in werte}.values())


bezuege = tuples_of(st.builds(Bezug, texts, st.none() | tokens))
stichwoerter = tuples_of(st.builds(Stichwort, texts, maybe_tokens))
werte = tuples_of(st.builds(Wert, tokens, needed, texts), 3).map(unique_by_code)
fehler = tuples_of(st.builds(Fehlermeldung, st.integers(0, 999).map(str), texts))
anzahlen = st.tuples(st.integers(0, 3), st.none() | st.integers(0, 5)).map(
    lambda pair: Anzahl(pair[0], pair[1] if pair[1] is None else pair[0] + pair[1] or 1)
)
lengths = st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(10, 99))
praezisierungen = st.builds(
    lambda pair, low, high, pattern, text: Praezisierung(pair[0], pair[1], low, high, pattern, text),
    lengths,
    maybe_tokens,
    maybe_tokens,
    maybe_tokens,
    texts,
)
references = st.builds(CodelisteReferenz, maybe_tokens, maybe_tokens, maybe_tokens)
kept_relations = st.builds(
    Relation,
    st.sampled_from(Relationsart).filter(lambda kind: kind is not Relationsart.IST_ABGELEITET_VON),
    identities("F"),
)
rules = short(
    st.builds(
        Regel,
        identifikation=identities("R"),
        name=needed,
        beschreibung=texts,
        freitext_regel=texts,
        bezug=bezuege,
        stichwort=stichwoerter,
        fachlicher_ersteller=texts,
        letzte_aenderung=instants,
        typ=st.sampled_from(Regeltyp),
        param=tuples_of(st.builds(RegelParameter, tokens, tokens, st.sampled_from(RegelParamTyp))),
        ziel=tuples_of(st.builds(RegelZiel, tokens, tokens)),
        skript=texts,
        fehler=fehler,
    )
)


def general(letter: str) -> dict[str, st.SearchStrategy[object]]:
    return {
        "identifikation": identities(letter),
        "name": needed,
        "beschreibung": texts,
        "definition": texts,
        "bezug": bezuege,
        "freigabestatus": st.sampled_from(Freigabestatus),
        "status_gesetzt_am": maybe_dates,
        "status_gesetzt_durch": texts,
        "gueltig_ab": maybe_dates,
        "gueltig_bis": maybe_dates,
        "versionshinweis": texts,
        "veroeffentlichungsdatum": maybe_dates,
        "letzte_aenderung": instants,
        "relation": tuples_of(kept_relations),
        "stichwort": stichwoerter,
    }


def shown(letter: str) -> dict[str, st.SearchStrategy[object]]:
    return general(letter) | {
        "bezeichnung_eingabe": needed,
        "bezeichnung_ausgabe": texts,
        "schemaelementart": st.sampled_from(Schemaelementart),
        "hilfetext_eingabe": texts,
        "hilfetext_ausgabe": texts,
        "regel": tuples_of(rules, 1),
    }


fields = short(
    st.builds(
        Datenfeld,
        **shown("F"),  # type: ignore[arg-type]  # strategies of many types
        feldart=st.sampled_from(Feldart),
        datentyp=st.sampled_from(Datentyp),
        praezisierung=st.none() | praezisierungen,
        inhalt=texts,
        vorbefuellung=st.sampled_from(Vorbefuellung),
        werte=werte,
        codeliste_referenz=st.none() | references,
        code_key=maybe_tokens,
        name_key=maybe_tokens,
        help_key=maybe_tokens,
        max_size=st.none() | st.integers(1, 10**9),
        media_type=tuples_of(st.sampled_from(["application/pdf", "image/svg+xml"])),
    )
)


def positions(of: st.SearchStrategy[Datenfeld | Datenfeldgruppe]) -> st.SearchStrategy[tuple[Struktur, ...]]:
    single = st.builds(Struktur, anzahl=anzahlen, enthaelt=of, bezug=bezuege)
    return tuples_of(single, smallest=1)


def groups_of(of: st.SearchStrategy[Datenfeld | Datenfeldgruppe]) -> st.SearchStrategy[Datenfeldgruppe]:
    return short(
        st.builds(
            Datenfeldgruppe,
            **shown("G"),  # type: ignore[arg-type]  # strategies of many types
            art=st.none() | st.just(Gruppenart.AUSWAHLGRUPPE),
            struktur=positions(of),
        )
    )


groups = groups_of(fields | groups_of(fields))
schemas = short(
    st.builds(
        Stammdatenschema,
        **general("S"),  # type: ignore[arg-type]  # strategies of many types
        bezeichnung=needed,
        hilfetext=texts,
        ableitungsmodifikationen_struktur=st.sampled_from(AbleitungStruktur),
        ableitungsmodifikationen_repraesentation=st.sampled_from(AbleitungRepraesentation),
        dokumentsteckbrief=identities("D"),
        regel=tuples_of(rules, 1),
        struktur=positions(fields | groups),
    )
)
profiles = st.builds(
    Dokumentsteckbrief,
    **general("D"),  # type: ignore[arg-type]  # strategies of many types
    ist_abstrakt=st.booleans(),
    dokumentart=st.builds(Dokumentart, st.sampled_from(["001", "999"]), tokens),
    bezeichnung=needed,
    hilfetext=texts,
)
translated = short(
    st.builds(
        ElementUebersetzung,
        uebersetzt=identities("F") | identities("G") | identities("S"),
        bezeichnung_eingabe=needed,
        bezeichnung_ausgabe=texts,
        hilfetext_eingabe=texts,
        hilfetext_ausgabe=texts,
        inhalt=texts,
        werte=werte,
        regel=tuples_of(st.builds(RegelUebersetzung, identities("R"), fehler.filter(bool))),
    )
)
languages = st.builds(
    Sprache,
    lang=st.sampled_from(["de", "en", "uk", "ara"]),
    version=st.integers(1, 99),
    element=tuples_of(translated, smallest=1),
    region=st.none() | st.just("GB"),
    variant=st.none() | st.just("simple"),
)
translations = st.builds(
    Uebersetzung,
    uebersetzt=identities("S"),
    sprache=tuples_of(languages, smallest=1),
)
lists = st.builds(
    lambda name: Codeliste(
        identifikation=Identifikation(""),
        genericode=f'<g:CodeList xmlns:g="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><L>{name}</L></g:CodeList>',
    ),
    st.text("abc äöü", max_size=8),
)
headers = st.builds(
    Header,
    nachricht_id=needed,
    erstellungszeitpunkt=instants,
    referenz_id=texts,
    produktbezeichnung=texts,
    produkthersteller=texts,
    produktversion=texts,
    datenqualitaet=st.none() | st.sampled_from(Datenqualitaet),
)
contents = schemas | groups | fields | profiles | translations | lists

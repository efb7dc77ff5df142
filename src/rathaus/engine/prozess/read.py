"""Reading ``ablauf.toml`` into a :class:`Prozess`.

Source: ``docs/reference/ablauf.md``.
"""

import re
import tomllib
from dataclasses import dataclass

from rathaus.engine.prozess.check import check_references, check_run
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import (
    Aufgabe,
    AufgabeKind,
    Choice,
    Condition,
    Conditions,
    Ebene,
    Ergebnis,
    ErgebnisKind,
    Formvorschrift,
    Gebuehr,
    GebuehrKind,
    Grund,
    LeistungHead,
    Performer,
    Prozess,
    Rechtsbehelf,
    Rechtsgrundlage,
    Verfahrensrecht,
    Zeiten,
    Zustaendigkeit,
)
from rathaus.engine.prozess.read_nachweis import read_nachweis
from rathaus.engine.prozess.read_vertretung import read_vertretung
from rathaus.engine.prozess.table import KEY_PATTERN, TableReader
from rathaus.standards.xzufi.leika import parse_leika_key
from rathaus.values.findings import Finding, has_errors

_SLUG = r"(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*"
_VERSION = r"(?=.{5,20}$)(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
_TEMPLATE_PATH = r"bescheid/[a-z0-9_-]+\.md"
_CONDITION = re.compile(rf"({KEY_PATTERN.pattern})(?:\s*=\s*({KEY_PATTERN.pattern}))?")

_PERFORMER = {
    AufgabeKind.EMPFANGEN: Performer.SYSTEM,
    AufgabeKind.VERVOLLSTAENDIGEN: Performer.ANTRAGSTELLER,
    AufgabeKind.PRUEFEN_FORMELL: Performer.AMT,
    AufgabeKind.PRUEFEN_FACHLICH: Performer.AMT,
    AufgabeKind.ENTSCHEIDEN: Performer.AMT,
    AufgabeKind.ZUSTELLEN: Performer.SYSTEM,
    AufgabeKind.ARCHIVIEREN: Performer.SYSTEM,
}


@dataclass(frozen=True, slots=True)
class AblaufResult:
    """What reading gave: a procedure unless a finding is an error, and all findings."""

    prozess: Prozess | None
    findings: tuple[Finding, ...]


def read_ablauf(data: bytes) -> AblaufResult:
    """Read and check a procedure.

    Args:
        data: UTF-8 bytes of ``ablauf.toml``.
    """
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return AblaufResult(None, (make_finding("PRO-001", "ablauf.toml", reason=error),))
    findings: list[Finding] = []
    prozess = _read_prozess(TableReader(content, "", findings))
    findings += check_references(prozess)
    if not has_errors(findings):
        findings += check_run(prozess)
    return AblaufResult(None if has_errors(findings) else prozess, tuple(findings))


def _read_prozess(root: TableReader) -> Prozess:
    gebuehr = _read_gebuehr(root.table("gebuehr"))
    weich, dokument = _optional(root, "weich"), _optional(root, "dokument")
    prozess = Prozess(
        leistung=_read_head(root.table("leistung")),
        zustaendigkeit=_read_zustaendigkeit(root.table("zustaendigkeit")),
        zeiten=_read_zeiten(root.table("zeiten")),
        gebuehr=gebuehr,
        weich=weich.strings("felder", required=True),
        rechtsgrundlagen=tuple(_read_norm(table) for table in root.tables("rechtsgrundlage", required=True)),
        aufgaben=tuple(
            _read_aufgabe(table, is_first=number == 0)
            for number, table in enumerate(root.tables("aufgabe", required=True))
        ),
        ergebnisse=tuple(_read_ergebnis(table, gebuehr) for table in root.tables("ergebnis", required=True)),
        nachweis=read_nachweis(root),
        ausweis=dokument.strings("ausweis", required=True),
        vertretung=read_vertretung(root),
    )
    for table in (weich, dokument):
        table.finish()
        root.get(table.where, required=False)
    root.finish()
    return prozess


def _optional(root: TableReader, name: str) -> TableReader:
    """Return a table of the file; where it is missing an empty one, whose findings nobody sees."""
    return root.table(name) if name in root.data else TableReader({}, name, [])


def _read_head(table: TableReader) -> LeistungHead:
    head = LeistungHead(
        schluessel=_read_schluessel(table),
        slug=table.string("slug", pattern=_SLUG),
        version=table.string("version", pattern=_VERSION),
        verfahrensrecht=table.choice("verfahrensrecht", Verfahrensrecht),
        verfahrensrecht_hinweis=table.text("verfahrensrecht_hinweis"),
        formvorschrift=table.choice("formvorschrift", Formvorschrift, default=Formvorschrift.KEINE),
        formvorschrift_norm=table.string("formvorschrift_norm", required=False),
    )
    if head.formvorschrift.is_strict and not head.formvorschrift_norm:
        table.report("PRO-009", "formvorschrift", value=head.formvorschrift)
    table.finish()
    return head


def _read_schluessel(table: TableReader) -> str:
    key = table.string("schluessel")
    parts = parse_leika_key(key)
    if key and parts is None:
        table.report("PRO-007", "schluessel", value=key)
    elif parts and not parts.has_known_numbers:
        table.report("PRO-008", "schluessel", value=key)
    return key


def _read_zustaendigkeit(table: TableReader) -> Zustaendigkeit:
    ebene = table.choice("ebene", Ebene)
    stelle = table.string("stelle", required=ebene is Ebene.LAND, pattern=_SLUG)
    if stelle and ebene is not Ebene.LAND:
        table.report("PRO-010", "stelle", key="stelle", other=f"ebene = {ebene}")
    zustaendigkeit = Zustaendigkeit(ebene, stelle, table.string("rechtsgrundlage"))
    table.finish()
    return zustaendigkeit


def _read_zeiten(table: TableReader) -> Zeiten:
    zeiten = Zeiten(
        minuten=table.integer("minuten", required=True, at_least=1) or 0,
        bearbeitung_tage=table.integer("bearbeitung_tage", required=True, at_least=1) or 0,
        hinweis=table.text("hinweis"),
    )
    table.finish()
    return zeiten


def _read_gebuehr(table: TableReader) -> Gebuehr:
    kind = table.choice("art", GebuehrKind)
    is_fixed = kind is GebuehrKind.FEST
    gebuehr = Gebuehr(
        kind=kind,
        betrag_cent=table.integer("betrag_cent", required=is_fixed, at_least=1) or 0,
        rechtsgrundlage=table.string("rechtsgrundlage", required=is_fixed),
        hinweis=table.text("hinweis"),
        anpassbar=table.flag("anpassbar", default=False),
        mindestens_cent=table.integer("mindestens_cent") or 0,
        hoechstens_cent=table.integer("hoechstens_cent"),
    )
    for key in ("betrag_cent", "anpassbar"):
        if not is_fixed and table.data.get(key):
            table.report("PRO-010", key, key=key, other="art = keine")
    for key in ("mindestens_cent", "hoechstens_cent"):
        if key in table.data and not gebuehr.anpassbar:
            table.report("PRO-010", key, key=key, other="anpassbar = false")
    if gebuehr.anpassbar and gebuehr.betrag_cent and not gebuehr.accepts(gebuehr.betrag_cent):
        table.report("PRO-010", "betrag_cent", key="betrag_cent", other="mindestens_cent, hoechstens_cent")
    table.finish()
    return gebuehr


def _read_norm(table: TableReader) -> Rechtsgrundlage:
    norm = Rechtsgrundlage(table.string("paragraph"), table.string("gesetz"), table.text("titel", required=True))
    table.finish()
    return norm


def _read_aufgabe(table: TableReader, *, is_first: bool) -> Aufgabe:
    kind = table.choice("art", AufgabeKind)
    aufgabe = Aufgabe(
        key=_read_key(table),
        kind=kind,
        name=table.text("name", required=True),
        performer=table.choice("wer", Performer, default=_PERFORMER[kind]),
        nach=_read_conditions(table, required=not is_first),
        checkliste=table.texts("checkliste"),
        choices=tuple(_read_choice(choice) for choice in table.tables("wahl")),
        frist_tage=table.integer("frist_tage", at_least=1),
        zurueck=table.string("zurueck", required=False, pattern=KEY_PATTERN.pattern),
        hinweis=table.text("hinweis"),
    )
    if kind is AufgabeKind.ENTSCHEIDEN and aufgabe.choices:
        table.report("PRO-010", "wahl", key="wahl", other="art = entscheiden")
    table.finish()
    return aufgabe


def _read_key(table: TableReader) -> str:
    return table.string("key", pattern=KEY_PATTERN.pattern)


def _read_choice(table: TableReader) -> Choice:
    choice = Choice(_read_key(table), table.own_text())
    table.finish()
    return choice


def _read_conditions(table: TableReader, *, required: bool) -> Conditions:
    entries = []
    for entry in table.strings("nach", required=required):
        matches = [_CONDITION.fullmatch(part.strip()) for part in re.split(r"\s+oder\s+", entry)]
        if not all(matches):
            table.report("PRO-004", "nach", expected="aufgabe = wahl oder …", expected_en="aufgabe = wahl oder …")
            continue
        entries.append(tuple(Condition(match[1], match[2] or "") for match in matches if match))
    return tuple(entries)


def _read_ergebnis(table: TableReader, gebuehr: Gebuehr) -> Ergebnis:
    kind = table.choice("art", ErgebnisKind)
    ends_early = kind is ErgebnisKind.WITHDRAW
    charges = kind is ErgebnisKind.GRANT and gebuehr.kind is GebuehrKind.FEST
    ergebnis = Ergebnis(
        key=_read_key(table),
        kind=kind,
        name=table.text("name", required=True),
        vorlage=table.string("vorlage", pattern=_TEMPLATE_PATH),
        gruende=tuple(_read_grund(grund) for grund in table.tables("gruende")),
        rechtsbehelf=table.choice("rechtsbehelf", Rechtsbehelf, default=Rechtsbehelf.KEINER if ends_early else None),
        mit_gebuehr=table.flag("mit_gebuehr", default=charges),
        nach=_read_conditions(table, required=False),
    )
    if ergebnis.mit_gebuehr and gebuehr.kind is GebuehrKind.KEINE:
        table.report("PRO-010", "mit_gebuehr", key="mit_gebuehr", other="[gebuehr] art = keine")
    table.finish()
    return ergebnis


def _read_grund(table: TableReader) -> Grund:
    grund = Grund(_read_key(table), table.own_text(), table.string("norm", required=False))
    table.finish()
    return grund

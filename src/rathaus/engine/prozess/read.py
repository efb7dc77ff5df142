"""Reading ``ablauf.toml`` into a :class:`Prozess`.

Source: ``docs/reference/ablauf.md``.
"""

import tomllib
from dataclasses import dataclass
from typing import Final

from rathaus.engine.prozess.automation import check_automation
from rathaus.engine.prozess.check import check_references
from rathaus.engine.prozess.check_run import check_run
from rathaus.engine.prozess.entscheidungstabelle_check import check_tables
from rathaus.engine.prozess.entscheidungstabelle_read import read_tables
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import (
    Automation,
    Ebene,
    Formvorschrift,
    Gebuehr,
    GebuehrKind,
    LeistungHead,
    Prozess,
    Rechtsgrundlage,
    Verfahrensrecht,
    Zeiten,
    Zustaendigkeit,
)
from rathaus.engine.prozess.read_aufgabe import read_aufgabe
from rathaus.engine.prozess.read_blocks import read_baustein, read_nebenbestimmung
from rathaus.engine.prozess.read_ergebnis import read_ergebnis
from rathaus.engine.prozess.read_miterklaerung import read_miterklaerung
from rathaus.engine.prozess.read_nachweis import read_nachweis
from rathaus.engine.prozess.read_vertretung import read_vertretung
from rathaus.engine.prozess.read_zeitgeber import read_zeitgeber
from rathaus.engine.prozess.table import KEY_PATTERN, SLUG_PATTERN, TableReader
from rathaus.standards.xzufi.leika import parse_leika_key
from rathaus.values.findings import Finding, has_errors

_VERSION: Final = r"(?=.{5,20}$)(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
_AUTOMATION: Final = {"keine": Automation.NONE, "vorschlag": Automation.PROPOSAL, "voll": Automation.FULL}


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
    findings += [*check_references(prozess), *check_tables(prozess), *check_automation(prozess)]
    if not has_errors(findings):
        findings += check_run(prozess)
    return AblaufResult(None if has_errors(findings) else prozess, tuple(findings))


def _read_prozess(root: TableReader) -> Prozess:
    gebuehr = _read_gebuehr(root.table("gebuehr"))
    weich, dokument, automation = (_optional(root, name) for name in ("weich", "dokument", "automation"))
    prozess = Prozess(
        leistung=_read_head(root.table("leistung"), automation),
        zustaendigkeit=_read_zustaendigkeit(root.table("zustaendigkeit")),
        zeiten=_read_zeiten(root.table("zeiten")),
        gebuehr=gebuehr,
        weich=weich.strings("felder", required=True),
        rechtsgrundlagen=tuple(_read_norm(table) for table in root.tables("rechtsgrundlage", required=True)),
        aufgaben=tuple(
            read_aufgabe(table, is_first=number == 0)
            for number, table in enumerate(root.tables("aufgabe", required=True))
        ),
        ergebnisse=tuple(read_ergebnis(table, gebuehr) for table in root.tables("ergebnis", required=True)),
        nachweis=read_nachweis(root),
        ausweis=dokument.strings("ausweis", required=True),
        vertretung=read_vertretung(root),
        zeitgeber=tuple(read_zeitgeber(table) for table in root.tables("zeitgeber")),
        bausteine=tuple(read_baustein(table) for table in root.tables("baustein")),
        nebenbestimmungen=tuple(read_nebenbestimmung(table) for table in root.tables("nebenbestimmung")),
        tabellen=read_tables(root),
        besonderheiten=automation.strings("besonderheiten"),
        miterklaerungen=tuple(read_miterklaerung(table) for table in root.tables("miterklaerung")),
    )
    for table in (weich, dokument, automation):
        table.finish()
        root.get(table.where, required=False)
    root.finish()
    return prozess


def _optional(root: TableReader, name: str) -> TableReader:
    """Return a table of the file; where it is missing an empty one, whose findings nobody sees."""
    return root.table(name) if name in root.data else TableReader({}, name, [])


def _read_head(table: TableReader, automation: TableReader) -> LeistungHead:
    head = LeistungHead(
        schluessel=_read_schluessel(table),
        slug=table.string("slug", pattern=SLUG_PATTERN),
        version=table.string("version", pattern=_VERSION),
        verfahrensrecht=table.choice("verfahrensrecht", Verfahrensrecht),
        verfahrensrecht_hinweis=table.text("verfahrensrecht_hinweis"),
        formvorschrift=table.choice("formvorschrift", Formvorschrift, default=Formvorschrift.KEINE),
        formvorschrift_norm=table.string("formvorschrift_norm", required=False),
        ermessen=table.flag("ermessen", default=False),
        automation=_read_automation(automation),
        automation_norm=automation.string("norm", required=False),
        automation_tabelle=automation.string("tabelle", required=False, pattern=KEY_PATTERN.pattern),
    )
    if head.formvorschrift.is_strict and not head.formvorschrift_norm:
        table.report("PRO-009", "formvorschrift", value=head.formvorschrift)
    table.finish()
    return head


def _read_automation(table: TableReader) -> Automation:
    """Return how far the software may decide."""
    written = table.string("stufe")
    if written and written not in _AUTOMATION:
        table.report("PRO-005", "stufe", value=written, hint=", ".join(_AUTOMATION))
    return _AUTOMATION.get(written, Automation.NONE)


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
    stelle = table.string("stelle", required=ebene is Ebene.LAND, pattern=SLUG_PATTERN)
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
        vorschuss=table.string("vorschuss", required=False),
    )
    for key in ("betrag_cent", "anpassbar", "vorschuss"):
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

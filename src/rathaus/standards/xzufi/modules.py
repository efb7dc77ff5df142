"""The modules of a Leistung: texts, deadlines, durations, costs, documents, search words.

Source: XZuFi 2.3.1; 2.2 has the same modules with at most one entry each.
"""

from collections.abc import Iterator

from rathaus.standards.xzufi.model import (
    Dauer,
    Dokument,
    Frist,
    Kosten,
    KostenKind,
    Link,
    SearchWords,
    TextmodulCode,
    TextModule,
    Zeiteinheit,
)
from rathaus.standards.xzufi.node import SIMPLE, Node
from rathaus.standards.xzufi.prose import Prose, is_safe_address, make_prose, one_line
from rathaus.values.text import Text


def ordered(leistung: Node, name: str) -> list[Node]:
    """Return the modules of that name by ``positionDarstellung``, then by their order in the file."""

    def position(module: Node) -> int:
        value = module.value("positionDarstellung")
        return int(value) if value.isascii() and value.isdigit() else 0

    return sorted(leistung.children(name), key=position)


def read_texts(leistung: Node) -> tuple[TextModule, ...]:
    """Return every text module that has a text or a link."""
    modules = []
    for node in ordered(leistung, "modulText"):
        code = node.value("leikaTextmodul")
        if code not in TextmodulCode:
            node.report.add("XZU-014", node, value=code)
        heading = node.line("leikaTextmodulAbweichendeBezeichnung")
        module = TextModule(code, heading, node.prose("inhalt"), tuple(_links(node)))
        if module.links or not module.prose.is_empty:
            modules.append(module)
    return tuple(modules)


def read_leichte_sprache(leistung: Node) -> Prose:
    """Return everything that is written in Leichte Sprache, in order of display, as one German text."""
    texts = [node.raw_texts("inhalt").get(SIMPLE, "") for node in ordered(leistung, "modulText")]
    parts = [make_prose({"de": text}) for text in texts if text]
    return Prose(Text("".join(p.html.de for p in parts)), Text("\n".join(p.plain.de for p in parts)))


def read_fristen(leistung: Node, *, module: str, entry: str) -> tuple[Frist, ...]:
    """Return deadlines or durations.

    Args:
        leistung: the Leistung.
        module: name of the module, such as ``modulFrist``.
        entry: name of an entry in it, such as ``frist``.
    """
    return tuple(
        Frist(
            typ=node.value("typ"),
            dauer=_read_dauer(node),
            von=_day(node, "von"),
            bis=_day(node, "bis"),
            beschreibung=node.prose("beschreibung"),
        )
        for node in _entries(leistung, module, entry)
    )


def read_kosten(leistung: Node) -> tuple[Kosten, ...]:
    """Return the costs."""
    return tuple(_read_kosten(node) for node in _entries(leistung, "modulKosten", "kosten"))


def read_dokumente(leistung: Node) -> tuple[Dokument, ...]:
    """Return the documents that are needed and given, those without a name left out."""
    found = []
    for module in ordered(leistung, "modulDokument"):
        for entry in module.children("dokumentEingehend", "dokumentAusgehend", "dokument"):
            node = entry.child("dokument") or entry
            name = node.line("bezeichnung")
            if name.de or name.en:
                found.append(
                    Dokument(
                        eingehend=entry.name != "dokumentAusgehend",
                        art=node.value("art", "typ"),
                        pflichtangabe=entry.value("pflichtangabetyp"),
                        bezeichnung=name,
                        beschreibung=node.prose("beschreibung"),
                    )
                )
    return tuple(found)


def read_search_words(leistung: Node) -> SearchWords:
    """Return the words people search for; several in one element are separated by commas, semicolons or bars."""
    words: dict[str, dict[str, None]] = {"de": {}, "en": {}}
    for module in ordered(leistung, "modulBegriffImKontext"):
        for entry in (module, *module.children("begriffImKontext")):
            for language, raw in entry.raw_texts("begriff").items():
                parts = one_line(raw.replace("|", ";").replace(",", ";").replace("\n", ";")).split(";")
                words.setdefault(language, {}).update(dict.fromkeys(w.strip() for w in parts if w.strip()))
    return SearchWords(tuple(words["de"]), tuple(words["en"]))


def _links(module: Node) -> Iterator[Link]:
    for node in module.children("weiterfuehrenderLink"):
        uri = node.value("uri")
        if is_safe_address(uri):
            yield Link(uri, node.value("titel") or uri, node.language)
        else:
            node.report.add("XZU-017", node, value=uri)


def _entries(leistung: Node, module: str, entry: str) -> Iterator[Node]:
    """Yield the entries of a module; the module itself where it says something besides them."""
    for node in ordered(leistung, module):
        inner = list(node.children(entry))
        says_something = node.child(
            "beschreibung", "fristDauer", "fristStichtag", "fristauswahl", "fix", "variabel", "frei"
        )
        if says_something:
            yield node
        yield from inner


def _choice(node: Node, entry: str) -> Node | None:
    """Return one side of a choice: directly in the entry or wrapped in ``fristauswahl``."""
    return node.child(entry) or next((n for w in node.children("fristauswahl") for n in w.children(entry)), None)


def _read_dauer(node: Node) -> Dauer | None:
    dauer = _choice(node, "fristDauer") or _choice(node, "dauer")
    if dauer is None:
        return None
    anzahl, einheit = dauer.integer("dauer"), _unit(dauer, "einheit")
    if anzahl is None or einheit is None:
        return None
    bis = dauer.integer("dauerBis")
    return Dauer(anzahl, einheit, bis, None if bis is None else _unit(dauer, "einheitBis") or einheit)


def _unit(node: Node, name: str) -> Zeiteinheit | None:
    value = node.value(name).upper()
    if value in Zeiteinheit:
        return Zeiteinheit(value)
    if value or name == "einheit":
        node.report.add("XZU-015", node, value=value, expected="eine Zeiteinheit", expected_en="a unit of time")
    return None


def _day(node: Node, name: str) -> str:
    stichtag = _choice(node, "fristStichtag")
    day = stichtag.child(name) if stichtag else None
    return "" if day is None else " ".join("".join(str(t) for t in day.element.itertext()).split())


def _read_kosten(node: Node) -> Kosten:
    fixed, free = node.child("fix", "kostenFix"), node.child("frei", "kostenFrei")
    variable = node.child("variabel", "kostenVariabel")
    betrag = fixed.inner("betrag") if fixed else None
    lowest = variable.inner("betragUntergrenze") if variable else None
    highest = variable.inner("betragObergrenze") if variable else None
    currencies = (_currency(amount) for amount in (betrag, lowest, highest) if amount)
    kinds = ((fixed, KostenKind.FIX), (variable, KostenKind.VARIABEL), (free, KostenKind.FREI))
    return Kosten(
        typ=node.value("typ"),
        kind=next((kind for side, kind in kinds if side), KostenKind.BESCHRIEBEN),
        betrag_cent=betrag.cents() if betrag else None,
        mindestens_cent=lowest.cents() if lowest else None,
        hoechstens_cent=highest.cents() if highest else None,
        waehrung=next(currencies, "EUR"),
        beschreibung=_cost_words(node, variable or free),
        vorkasse=node.flag("vorkasse"),
    )


def _currency(amount: Node) -> str:
    return str(amount.element.get("currencyCode") or amount.element.get("currencyID") or "EUR")


def _cost_words(node: Node, side: Node | None) -> Prose:
    """Return the description; where there is none, the one inside of the variable or free side."""
    words = node.prose("beschreibung")
    if side is None or not words.is_empty:
        return words
    return side.prose("beschreibung", "beschreibungVariabilitaet", "beschreibungKostenfreiheit")

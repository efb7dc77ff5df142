"""The small parts of the import: conditions, keys, kinds and durations."""

import pytest

from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind
from rathaus.engine.prozess_import.conditions import ALWAYS, both, either
from rathaus.engine.prozess_import.duration import days_of, words_of
from rathaus.engine.prozess_import.importing import import_prozess
from rathaus.engine.prozess_import.kinds import kind_of_end
from rathaus.engine.prozess_import.names import LONGEST_SLUG, KeyRing, slug_of
from tests.standards.xprozess.samples import export, group, prozess

A, B, C = ("a", 0), ("b", 0), ("c", 1)


def test_one_of_several_conditions_holds() -> None:
    assert either([((A,),), ((B,), (C,))]) == ((A, B), (A, C))
    assert either([((A,),), ALWAYS]) == ALWAYS


def test_a_clause_that_another_demands_already_is_dropped() -> None:
    assert both([((A, B),), ((A,),)]) == ((A,),)
    assert both([((A,),), ((A, B),)]) == ((A,),)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Über die Größe entscheiden", "ueber_die_groesse_entscheiden"),
        ("1. Prüfung", "schritt_1_pruefung"),
        ("§ – …", "schritt"),
        ("Ein Name, der wirklich sehr viel länger ist als erlaubt", "ein_name_der_wirklich_sehr_viel_laenger"),
        ("x" * 90, "x" * 40),
    ],
)
def test_a_label_becomes_a_key(label: str, key: str) -> None:
    assert slug_of(label) == key


def test_a_slug_tells_long_titles_apart_and_fits_into_its_column() -> None:
    titles = (f"Antrag auf Erteilung einer Genehmigung {to}" for to in ("zum Halten von Hunden", "für eine Spielhalle"))
    slugs = {slug_of(title, separator="-", longest=LONGEST_SLUG) for title in titles}
    assert len(slugs) == 2
    assert len(slug_of(f"1{'x' * 90} y", separator="-", fallback="leistung", longest=LONGEST_SLUG)) <= LONGEST_SLUG


def test_no_two_labels_share_a_key() -> None:
    ring = KeyRing()
    assert [ring.key("Prüfen"), ring.key("prüfen"), ring.key("Prüfen!")] == ["pruefen", "pruefen_2", "pruefen_3"]


@pytest.mark.parametrize(
    ("duration", "days"), [("P14D", 14), ("P2W", 14), ("P1W3D", 10), ("P1M", None), ("", None), ("PT5H", None)]
)
def test_only_whole_days_are_a_deadline(duration: str, days: int | None) -> None:
    assert days_of(duration) == days


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Antrag bewilligt", ErgebnisKind.GRANT),
        ("Behörde ist nicht zuständig", ErgebnisKind.REFUSE),
        ("Anzeige zurückgewiesen", ErgebnisKind.REFUSE),
        ("Antrag zurückgezogen", ErgebnisKind.WITHDRAW),
        ("Antrag teilweise bewilligt", ErgebnisKind.PARTIAL),
        ("Zum Teil abgelehnt", ErgebnisKind.PARTIAL),
        ("Teilablehnung", ErgebnisKind.PARTIAL),
        ("Urteil zugestellt", ErgebnisKind.GRANT),
    ],
)
def test_the_name_of_an_end_suggests_the_kind_of_result(name: str, kind: ErgebnisKind) -> None:
    assert kind_of_end(name) is kind


def test_an_unknown_reference_group_is_read_by_its_name() -> None:
    draft = import_prozess(export(prozess(content="", steps=group("c", "6", 1))))
    assert draft.prozess is not None
    assert draft.prozess.aufgaben[0].kind is AufgabeKind.VERVOLLSTAENDIGEN
    assert {"IMP-003", "XPZ-007"} <= {finding.code for finding in draft.findings}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("P14D", "14 Tage"),
        ("P1D", "1 Tag"),
        ("P2W", "2 Wochen"),
        ("P1M", "1 Monat"),
        ("P3Y", "3 Jahre"),
        ("P1M2D", ""),
        ("PT1H", ""),
        ("", ""),
    ],
)
def test_durations_of_one_unit_are_written_in_words(written: str, words: str) -> None:
    assert words_of(written) == words

"""The examples of a package, read; what cannot be read is left out."""

from rathaus.core.leistung.examples import read_examples
from tests.core.leistung.conftest import probe


def test_the_shipped_examples_can_be_read() -> None:
    examples = {example.key: example for example in read_examples(probe())}
    assert set(examples) == {"ablehnung", "bewilligung", "grenzfall", "unvollstaendig", "zurueckgenommen"}
    assert (examples["ablehnung"].ergebnis, examples["unvollstaendig"].ergebnis) == ("ablehnung", "")
    assert examples["bewilligung"].answers


def test_unreadable_examples_are_left_out() -> None:
    files = {
        "beispiele/a.yaml": b"name: [",
        "beispiele/b.yaml": b"- eins",
        "beispiele/c.yaml": b"antworten: keine",
        "beispiele/d.yaml": b"\xff\xfe\x00",
        "beispiele/e.yaml": b"antworten: {}\nentscheidung: nein",
        "beispiele/f.txt": b"antworten: {}",
        "regeln.json": b"{}",
    }
    assert [example.key for example in read_examples(files)] == ["e"]

"""A stand-in is found by its mark, line by line; the words of a comment are not one."""

from rathaus.engine.prozess.stand_ins import check_stand_ins


def test_a_line_with_the_mark_holds_a_stand_in_and_says_which() -> None:
    content = b"[zeiten]\nminuten = 15  # TODO minutes\nbearbeitung_tage = 30\n"
    (found,) = check_stand_ins(content)
    assert (found.code, found.where) == ("PRO-026", "line 2")
    assert found.what.de == "Hier steht noch ein Platzhalter: minuten = 15."


def test_a_value_that_is_the_mark_holds_one_too() -> None:
    (found,) = check_stand_ins(b'rechtsgrundlage = "TODO"\n')
    assert "rechtsgrundlage" in found.what.de


def test_comments_longer_words_and_settled_lines_hold_none() -> None:
    assert check_stand_ins(b'# TODO frist_tage = 14\n  # every TODO counts\nslug = "todo-liste"\nTODOS = 1\n') == ()


def test_a_heading_of_a_letter_is_no_comment() -> None:
    (found,) = check_stand_ins("# Bescheid über TODO\n\nGuten Tag\n".encode(), has_comments=False)
    assert (found.code, found.where) == ("PRO-026", "line 1")

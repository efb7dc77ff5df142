"""Texts from editors become a small safe structure."""

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.standards.xzufi.prose import Prose, has_active_content, is_safe_address, make_prose, one_line


def html(raw):
    return make_prose({"de": raw}).html.de


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("", ""),
        ("Ein Satz.", "<p>Ein Satz.</p>"),
        ("Zwei\nZeilen\n\nund mehr", "<p>Zwei Zeilen</p><p>und mehr</p>"),
        ("- a\n  weiter\n• b\n1. c\n2) d", "<ul><li>a weiter</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("F&uuml;r ?a=1&section=2", "<p>Für ?a=1&amp;section=2</p>"),
        ("&lt;script&gt;", "<p>&lt;script&gt;</p>"),
        ("<p>a</p>b", "<p>a</p><p>b</p>"),
        ("<h2 class='x'>T</h2><div>a</div>", "<h3>T</h3><p>a</p>"),
        ("<b>a</b> <i>b</i> <u>c</u>", "<p><strong>a</strong> <em>b</em> c</p>"),
        ("<body>a<br>b<br></body>", "<p>a<br>b</p>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a</li></ul><p>b</p>"),
        ("<li>a</li>", "<ul><li>a</li></ul>"),
        ("<ol><li>a<ul><li>b</li></ul></li></ol>c", "<ol><li>a</li></ol><ul><li>b</li></ul><p>c</p>"),
        ("<strong>a<p>b</p></strong>", "<p><strong>a</strong></p><p>b</p>"),
        ("<p><em>a <strong>b</em></strong></p>", "<p><em>a <strong>b</strong></em></p>"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a b</p>"),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ("<p onclick='x()' style='y'>a</p>", "<p>a</p>"),
        ("<a href='javascript:x()'>a</a>", '<p><a rel="noopener noreferrer">a</a></p>'),
        (
            "<a href='https://x.de/?a=1&amp;b=2' target=_blank>a</a>",
            '<p><a href="https://x.de/?a=1&amp;b=2" rel="noopener noreferrer">a</a></p>',
        ),
        ("<p> </p><p>&nbsp;</p>", ""),
    ],
)
def test_only_a_small_structure_remains(raw, safe):
    assert html(raw) == safe


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")))  # XML holds no control characters
MARKUP = st.from_regex(r"(<(/?)(p|ul|ol|li|b|i|a|h2|div|br|td|script)( \w+=\"\w\")?>|\w| )*", fullmatch=True)


@given(WORDS | MARKUP)
def test_whatever_comes_in_nothing_unsafe_comes_out(raw):
    allowed = {"p", "h3", "ul", "ol", "li", "br", "strong", "em", "a"}
    result = html(raw)
    assert nh3.clean(result, tags=allowed, attributes={"a": {"href"}}) == result


def test_the_words_are_kept_one_block_a_line():
    prose = make_prose({"de": "<p>a<br>b</p><ul><li>c &amp; d</li></ul>", "en": "e"})
    assert prose.plain.de == "a b\nc & d"
    assert prose.html.en == "<p>e</p>"
    assert not prose.is_empty
    assert Prose().is_empty


def test_a_title_is_one_line_without_markup():
    assert one_line("<p>Hund\n <b>anmelden</b></p>") == "Hund anmelden"


@pytest.mark.parametrize(
    ("raw", "active"), [("<p>a</p>", False), ("<script>", True), ("<p onload = x>", True), ("JavaScript:x", True)]
)
def test_active_content_is_noticed(raw, active):
    assert has_active_content(raw) is active


@pytest.mark.parametrize(
    ("uri", "safe"),
    [
        ("https://x.de", True),
        ("mailto:a@x.de", True),
        ("tel:+49", True),
        ("javascript:x", False),
        ("x.de", False),
        ("https:", False),
    ],
)
def test_only_web_mail_and_telephone_are_linked(uri, safe):
    assert is_safe_address(uri) is safe

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.engine.compiler.paginate import QUESTIONS_PER_PAGE, PageDraft, entry_steps, paginate
from rathaus.engine.compiler.resolve import resolve
from rathaus.engine.compiler.simplify import simplify
from rathaus.engine.compiler.tree import DateNode, FieldNode, GroupNode, Tree, TreeNode, walk
from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.path import is_within
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import Struktur
from tests.engine.schemas import f, g, number, schema


def tree_of(*positions: Struktur) -> Tree:
    return simplify(resolve(schema(*positions), {}).tree, ()).tree


def pages(*positions: Struktur) -> tuple[PageDraft, ...]:
    return paginate(tree_of(*positions))


def many(first: int, count: int) -> list[Struktur]:
    return [f(str(first + number)) for number in range(count)]


def short(drafts: tuple[PageDraft, ...]) -> list[list[str]]:
    return [[item.rpartition(".")[2].lstrip("FG").lstrip("0") for item in draft.items] for draft in drafts]


def label(name: str) -> Struktur:
    return f(name, feldart=Feldart.LABEL, inhalt="Hinweis")


def test_top_level_groups_are_sections() -> None:
    drafts = pages(g("1", f("1")), g("2", f("2")))
    assert [draft.key for draft in drafts] == ["abschnitt-1", "abschnitt-2"]
    assert short(drafts) == [["1"], ["2"]]


def test_questions_outside_of_groups_share_a_section() -> None:
    drafts = pages(f("1"), f("2"), g("1", f("3")), f("4"))
    assert short(drafts) == [["1", "2"], ["3"], ["4"]]
    assert [(draft.key, draft.section) for draft in drafts] == [
        ("angaben", ""),
        ("abschnitt-1", number("G", "1")),
        ("angaben-2", ""),
    ]


def test_long_runs_are_cut_into_even_pages() -> None:
    drafts = pages(g("1", *many(1, 9)))
    assert [len(draft.items) for draft in drafts] == [4, 5]
    assert [draft.key for draft in drafts] == ["abschnitt-1", "abschnitt-1-2"]


def test_subgroups_stay_whole_and_share_pages_while_there_is_room() -> None:
    drafts = pages(g("1", f("1"), g("2", *many(10, 3)), g("3", *many(20, 5)), g("4", *many(30, 2))))
    assert [len(draft.items) for draft in drafts] == [4, 7]
    alone = pages(g("1", g("2", *many(10, 5)), g("3", *many(20, 5))))
    assert [draft.subgroup[-1] for draft in alone] == ["2", "3"]
    assert [draft.key for draft in alone] == ["abschnitt-1-2", "abschnitt-1-3"]


def test_a_large_subgroup_is_cut_at_the_borders_inside() -> None:
    drafts = pages(g("1", g("2", *many(1, 4), g("3", *many(10, 6)))))
    assert [len(draft.items) for draft in drafts] == [4, 6]


def test_a_subgroup_of_several_pages_begins_a_new_one_and_keeps_its_last_one_to_itself() -> None:
    address = g("2", f("9"), g("3", *many(10, 5)), g("4", *many(20, 3)))
    drafts = pages(g("1", *many(1, 4), address, f("30"), f("31")))
    assert short(drafts) == [
        ["1", "2", "3", "4"],
        ["9", "10", "11", "12", "13", "14"],
        ["20", "21", "22"],
        ["30", "31"],
    ]
    assert [draft.subgroup[-1:] for draft in drafts] == ["", "2", "4", ""]


def test_a_question_or_two_may_lead_to_a_subgroup_of_several_pages() -> None:
    address = g("2", g("3", *many(10, 5)), g("4", *many(20, 3)))
    assert [len(draft.items) for draft in pages(g("1", f("1"), f("2"), address))] == [7, 3]
    assert [len(draft.items) for draft in pages(g("1", f("1"), address, g("5", address)))] == [6, 3, 5, 3]


def test_a_subgroup_that_is_cut_only_for_its_files_shares_its_page() -> None:
    drafts = pages(g("1", g("2", *many(1, 3), f("9", "file")), g("3", *many(10, 2), f("19", "file")), f("30")))
    assert short(drafts) == [["1", "2", "3", "10", "11", "30"], ["9", "19"]]


def test_what_repeats_is_a_page_of_its_own() -> None:
    drafts = pages(g("1", f("1"), g("2", *many(10, 9), count="0:*"), f("2")), g("5", f("9"), count="1:3"))
    assert short(drafts) == [["1"], ["2"], ["2"], ["5"]]


def test_files_come_last_in_their_section_with_the_labels_before_them() -> None:
    drafts = pages(g("1", label("7"), f("1", "file"), f("2"), label("8"), f("3"), g("2", f("4", "file"), f("5"))))
    assert short(drafts) == [["2", "8", "3", "5"], ["7", "1", "4"]]
    assert [draft.files for draft in drafts] == [False, True]
    assert drafts[1].key == "abschnitt-1-unterlagen"


def test_labels_do_not_count_and_a_last_label_is_kept() -> None:
    drafts = pages(g("1", *many(1, 7), label("8")))
    assert [len(draft.items) for draft in drafts] == [8]
    only = pages(g("1", label("8")))
    assert short(only) == [["8"]]


def test_labels_alone_go_to_the_next_page_that_asks_something_and_the_last_ones_to_the_page_before() -> None:
    drafts = pages(g("1", label("7")), g("2", label("8")), g("3", f("1")), g("4", f("2"), count="0:*"), label("9"))
    assert short(drafts) == [["7", "8", "1"], ["4", "9"]]
    assert [draft.key for draft in drafts] == ["abschnitt-3", "abschnitt-4"]


def test_a_choice_group_is_never_cut() -> None:
    drafts = pages(g("1", *many(1, 9), choice=True), g("2", f("30"), g("3", *many(40, 9), choice=True)))
    assert [len(draft.items) for draft in drafts] == [9, 1, 9]


def test_hidden_fields_stand_on_no_page() -> None:
    hidden = f("1", feldart=Feldart.HIDDEN)
    assert short(pages(g("1", hidden, f("2")), f("3", feldart=Feldart.HIDDEN), g("2", g("3", hidden)))) == [["2"]]


def test_keys_are_short_ascii_and_unique() -> None:
    name = "Über die außergewöhnlich lange Überschrift eines Abschnitts mit Straße"
    drafts = pages(
        g("1", f("1"), bezeichnung_eingabe=name),
        g("2", f("1"), bezeichnung_eingabe=name),
        g("3", f("1"), name="§§", bezeichnung_eingabe="§§"),
    )
    assert drafts[0].key == "ueber-die-aussergewoehnlich-lange-ueberschrift"
    assert drafts[1].key == f"{drafts[0].key}-2"
    assert drafts[2].key == "seite"


def steps(*children: Struktur, **facts: bool) -> tuple[PageDraft, ...]:
    (group,) = tree_of(g("1", *children, count="0:*", **facts))
    assert isinstance(group, GroupNode)
    return entry_steps(group)


def test_an_entry_of_more_questions_than_a_page_holds_is_cut_like_a_section() -> None:
    drafts = steps(*many(1, 3), f("9", "file"), g("2", *many(20, 6)))
    assert short(drafts) == [["1", "2", "3"], ["20", "21", "22", "23", "24", "25"], ["9"]]
    assert [draft.section[-1:] for draft in drafts] == ["1", "1", "1"]
    assert steps(*many(1, 7), label("8")) == ()


def test_what_repeats_inside_of_a_long_entry_is_a_step_of_its_own() -> None:
    assert short(steps(*many(1, 4), g("2", *many(20, 4), count="0:3"), f("5"))) == [["1", "2", "3", "4"], ["2"], ["5"]]
    assert steps(f("1"), g("2", *many(20, 4), count="0:3")) == ()


def test_an_entry_that_is_a_choice_is_never_cut() -> None:
    assert steps(*many(1, 9), choice=True) == ()
    assert steps(g("2", *many(1, 9), choice=True)) == ()


shapes = st.recursive(
    st.sampled_from(["text", "file", "label", "bool"]),
    lambda inner: st.tuples(st.sampled_from(["1:1", "0:*", "0:1"]), st.lists(inner, min_size=1, max_size=5)),
    max_leaves=40,
)


@settings(max_examples=60)
@given(st.lists(shapes, min_size=1, max_size=4))
def test_every_question_stands_on_exactly_one_page_of_at_most_seven(drawn: list[object]) -> None:
    counter = iter(range(1, 999))

    def build(shape: object) -> Struktur:
        name = str(next(counter))
        if isinstance(shape, tuple):
            return g(name, *(build(inner) for inner in shape[1]), count=shape[0])
        return label(name) if shape == "label" else f(name, str(shape))

    tree = tree_of(*(build(shape) for shape in drawn))
    drafts = paginate(tree)
    nodes = {node.path: node for node in walk(tree)}
    placed = [item for draft in drafts for item in draft.items]
    inside = [path for path, node in nodes.items() if isinstance(node, GroupNode) and node.anzahl.repeats]
    expected = {
        path
        for path, node in nodes.items()
        if (path in inside or not isinstance(node, GroupNode))
        and not any(path.startswith(f"{outer}.") for outer in inside)
    }
    assert sorted(placed) == sorted(expected)
    for draft in drafts:
        questions = [item for item in draft.items if getattr(nodes[item], "kind", None) is not Kind.LABEL]
        assert len(questions) <= QUESTIONS_PER_PAGE
    assert len({draft.key for draft in drafts}) == len(drafts)
    for path in inside:
        assert_steps_hold_every_question_once(nodes[path])


def assert_steps_hold_every_question_once(group: TreeNode) -> None:
    assert isinstance(group, GroupNode)
    drafts = entry_steps(group)
    placed = [item for draft in drafts for item in draft.items]
    leaves = [node for node in walk(group.children) if not isinstance(node, GroupNode)]
    assert len(placed) == len(set(placed))
    assert not drafts or all(any(is_within(leaf.path, item) for item in placed) for leaf in leaves)
    assert all(len(draft.items) <= QUESTIONS_PER_PAGE for draft in drafts if not has_label(draft, leaves))


def has_label(draft: PageDraft, leaves: Iterable[FieldNode | DateNode]) -> bool:
    return any(leaf.kind is Kind.LABEL and leaf.path in draft.items for leaf in leaves)

"""YAML as it is written, and texts as they may be written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Findings
from engine.nodes import Listing, Mapping, Text
from engine.yamltext import parse
from engine.yamltext.quoting import as_written, can_be_plain, in_quotes
from engine.yamltext.written import Entries, Items, Place, Scalar, written

LINES = ("a: [x, 'y z']", "b:", "  - c: |", "      text", "", "  - {d: 1}")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12)


def test_every_node_knows_its_stretch() -> None:
    tree = written(LINES)

    assert isinstance(tree, Entries)
    (a, first), (_, second) = tree.entries
    assert (a.start, a.end) == (Place(0, 0), Place(0, 1))
    assert isinstance(first, Items)
    assert (first.flow, first.start, first.end) == (True, Place(0, 3), Place(0, 13))
    assert first.items[1] == Scalar("y z", "'", Place(0, 7), Place(0, 12))
    assert first.items[1].start == Place(0, 7)
    assert isinstance(second, Items)
    assert (second.flow, second.start) == (False, Place(2, 2))
    text = second.items[0].entries[0][1]
    assert (text.value, text.style, text.start) == ("text\n", "|", Place(2, 7))


def test_nothing_is_no_tree() -> None:
    assert written(["# only a comment"]) is None


@given(TEXTS)
def test_a_text_is_read_as_it_was_meant_in_lines_and_in_brackets(text: str) -> None:
    source = f"a: {as_written(text, flow=False)}\nb: [{as_written(text, flow=True)}, x]\n"
    findings = Findings()

    node = parse(source.encode(), "x.yaml", findings)

    assert isinstance(node, Mapping), findings.all
    (_, first), (_, second) = node.entries
    assert isinstance(first, Text)
    assert isinstance(second, Listing)
    if text:
        assert (first.value, [item.value for item in second]) == (text, [text, "x"])


def test_quotes_stand_where_they_are_needed() -> None:
    plain = ("yes", "12.5", "It's so.", "(a) b", "one, two")
    quoted = ("", " a", "a ", "a: b", "a #b", "- a", "{a}", "[a]", "@a", "'a'", "a\u00a0b", "~")

    assert [can_be_plain(text, flow=False) for text in plain] == [True] * len(plain)
    assert [can_be_plain(text, flow=False) for text in quoted] == [False] * len(quoted)
    assert not can_be_plain("one, two", flow=True)
    assert in_quotes('a "b" \\c') == '"a \\"b\\" \\\\c"'

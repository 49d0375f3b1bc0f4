"""Every kind of block as Markdown, read back by a parser of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from engine.render.characters import flowing
from engine.render.document import (
    Band,
    Bar,
    Branch,
    Course,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Lines,
    Mark,
    NumberLine,
    Paragraph,
    Shares,
    Span,
    Table,
    Tree,
    Waterfall,
    dim,
)
from engine.render.markdown import to_markdown
from engine.render.report import report_document

EXPECTED = Path(__file__).with_name("expected")
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def words(text, style="plain"):
    return (Span(text, style),)


def markdown_of(*blocks):
    return to_markdown(Document(blocks))


def shown(markdown):
    """The texts that a reader sees, one for each block, in the order of the page."""
    inline = [token for token in READER.parse(markdown) if token.type == "inline"]
    return ["".join(map(_said, token.children)) for token in inline]


def _said(token):
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "hardbreak" | "softbreak":
            return "\n"
        case "html_inline" if token.content == "<br>":
            return "\n"
        case _:
            return ""


def kinds(markdown):
    return [token.type for token in READER.parse(markdown) if token.nesting >= 0]


def test_a_report_reads_as_it_is_expected_to(lapdog):
    assert to_markdown(report_document(lapdog)) == (EXPECTED / "lapdog.md").read_text("utf-8")


def test_every_kind_of_block_has_its_form():
    bars = (
        Bar(None, Decimal(30), words("Usual.")),
        Bar(Decimal(30), Decimal(45), words("More."), (dim("note"),)),
    )
    assert markdown_of(
        Heading("Title", 1),
        Paragraph(words("One.")),
        Items((Item((*words("a "), *words("Since b. ", "reason"), *words("(c)", "ground"))),)),
        Items(tuple(Item(words("x"), (), number) for number in (9, 10))),
        Definitions((("size", words("long", "strong")),)),
        NumberLine(
            "km",
            (Mark("you", Decimal(10)),),
            Band("aim", Decimal(35), Decimal(55), Mark("likely", Decimal(45))),
            "",
        ),
        Waterfall("km", bars, ""),
        Table(("week", "note"), ((words("0"), words("go")),), frozenset({"week"})),
        Shares("All", (("a", Decimal(60)), ("b", Decimal(40))), ""),
        Course("km", "weeks", (), (), None, "Ten now."),
        Tree(
            (
                Branch(0, Item(words("root", "strong"))),
                Branch(1, Item(words("leaf"), (words("rules/a.yaml:3", "place"),), 7)),
                Branch(0, Item(words("next"))),
            ),
            "All & more",
        ),
        Lines(("a: `b`", "  c"), 3),
    ) == dedent("""\
        # Title

        One.

        - a  
          Since b. (c)

        9. x
        10. x

        - size: **long**

        |  | km |
        | --- | --: |
        | you | 10 |
        | likely | 45 |
        | aim | 35 to 55 |

        | change | km | why |
        | --: | --: | --- |
        |  | 30 | Usual. |
        | +15 | 45 | More.<br>note |

        | week | note |
        | --: | --- |
        | 0 | go |

        | All | share |
        | --- | --: |
        | a | 60 % |
        | b | 40 % |

        Ten now.

        <details>
        <summary>All &amp; more</summary>

        - **root**
          - (7) leaf  
            `rules/a.yaml:3`
        - next

        </details>

        ```
        a: `b`
          c
        ```
        """)  # noqa: W291 - two spaces are how a line is broken


def test_a_report_has_the_structure_that_it_is_meant_to_have(lapdog):
    tokens = READER.parse(to_markdown(report_document(lapdog)))
    headings = [
        (token.tag, tokens[at + 1].content)
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    folds = [token.content.split("\n")[0] for token in tokens if token.type == "html_block"]

    assert headings[:3] == [
        ("h1", "Walk 45 minutes a day."),
        ("h2", "How the number comes about"),
        ("h3", "Counted once"),
    ]
    assert sum(token.type == "table_open" for token in tokens) == 4
    assert folds == ["<details>", "</details>"]
    assert not any(token.type in {"code_block", "fence", "hr"} for token in tokens)


def test_an_unfolded_tree_is_open(lapdog):
    assert "<details open>" in to_markdown(report_document(lapdog, "full"))
    assert "<details" not in to_markdown(report_document(lapdog, "none"))


@pytest.mark.parametrize(
    "text",
    [
        "# no heading #", "#", "1. no list", "1) no list", "- no item", "+ no item", "* no item",
        "> no quote", "---", "===", "***", "___", "```", "~~~", "| a | b |", "a | b", ":--",
        "*no* **stress**", "_no_ __stress__", "snake_case_word", "`no code`", "a `` b", "~~gone~~",
        "[no](link)", "![no](image)", "[no]: link", "[^1]", "- [ ] no task", "<!-- -->",
        "<b>no</b>", "a\\|b", "</details>",
        "&amp; &#42; &", "\\", "\\*", "a\\", "$no$ $$math$$", "<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_what_looks_like_markup_is_shown_as_it_was_written(text):
    strong, plain, place = words(text, "strong"), words(text), words(text, "place")

    assert shown(markdown_of(Heading(text))) == [text]
    assert shown(markdown_of(Paragraph(plain))) == [text]
    assert shown(markdown_of(Paragraph((*strong, *words(" a "), *place)))) == [f"{text} a {text}"]
    assert shown(markdown_of(Items((Item(plain, (plain, plain)),)))) == ["\n".join([text] * 3)]
    assert shown(markdown_of(Table((text,), ((strong,), (place,))))) == [text] * 3


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
markup = st.text("ab1 \\`*_[]<>|~#&;!-+=:.()\"'", max_size=20)
styles = st.sampled_from(["plain", "strong", "place", "dim", "reason"])
spans = st.lists(st.builds(Span, anything | markup, styles), max_size=4).map(tuple)


def read(text):
    """What of spans is to be read, in one line."""
    return "".join(flowing(span.text) for span in text).strip()


@settings(max_examples=60, deadline=None)
@given(spans)
def test_any_spans_are_read_as_they_were_written(text):
    said = read(text)

    assert squeezed(shown(markdown_of(Paragraph(text)))) == squeezed([said] if said else [])
    assert squeezed(shown(markdown_of(Items((Item(text, (), 2),))))) == squeezed(
        [said] if said else []
    )
    assert squeezed(shown(markdown_of(Table(("a",), ((text,),))))) == squeezed(["a", said])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), spans), min_size=1, max_size=12))
def test_any_tree_is_read_as_lists_in_lists(branches):
    tree = Tree(tuple(Branch(depth, Item(text, (), 5)) for depth, text in branches), "All")
    tokens = READER.parse(markdown_of(tree))

    said = [f"(5) {read(text)}".strip() for _, text in branches]
    assert squeezed(shown(markdown_of(tree))) == squeezed(said)
    assert sum(token.type == "list_item_open" for token in tokens) == len(branches)
    assert not any(token.type in {"code_block", "fence"} for token in tokens)


def squeezed(found):
    """Spaces at the ends of spans may go, or become one."""
    return ["".join(each.split()) for each in found]

"""Every kind of block as text."""

from __future__ import annotations

import re
import subprocess
import sys
from decimal import Decimal
from textwrap import dedent

import pytest

from engine.render.document import (
    Bar,
    Branch,
    Course,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Lines,
    Paragraph,
    Shares,
    Span,
    Table,
    Tree,
    Waterfall,
    dim,
    plain,
)
from engine.render.terminal import to_text


def text_of(*blocks, width=40, **options):
    return to_text(Document(blocks), width=width, **options)


def words(text):
    return (Span(text),)


def test_every_kind_of_block_has_its_form():
    assert text_of(
        Heading("Title"),
        Paragraph(words("One two three four five six seven eight nine ten.")),
        Items((Item(words("a"), (dim("note"),)), Item(words("b")))),
        Items(tuple(Item(words("x"), (), number) for number in (9, 10))),
        Definitions((("a", words("first")), ("long", words("second")))),
        Heading("Lines", 3),
        Lines(("a:", "\tb: c"), 9),
    ) == dedent("""\
        Title
          One two three four five six seven
          eight nine ten.

          - a
            note
          - b

           9. x
          10. x

          a     first
          long  second

          Lines
           9 | a:
          10 |     b: c
        """)


def test_a_table_is_a_list_where_there_is_no_room():
    table = Table(
        ("name", "value"),
        ((words("first"), words("1")), (words("second"), words("20"))),
        frozenset({"value"}),
    )

    assert text_of(table, width=60) == "name    value\nfirst       1\nsecond     20\n"
    assert text_of(table, width=40) == "- first\n  1\n- second\n  20\n"


def test_a_text_cannot_steer_the_terminal_or_turn_it_round():
    evil = "\x1b[2J\x07a\u202eb\nc\u2066"

    assert text_of(Paragraph(words(evil))) == "\ufffd[2J\ufffda\ufffdb c\ufffd\n"
    assert "\x1b" not in text_of(Lines((evil,), 1))


def test_text_of_wide_characters_is_wrapped_by_columns():
    wide = "\u5927"

    assert text_of(Paragraph(words(wide * 30))) == f"{wide * 20}\n{wide * 10}\n"


def test_typographic_signs_become_ascii_where_they_must():
    assert text_of(Paragraph(words("\u201cit\u2019s\u201d \u2013 \u2026")), ascii_only=True) == (
        '"it\'s" - ...\n'
    )


def test_brackets_and_colons_are_neither_markup_nor_emoji():
    words_ = words("[bold]a[/bold] :smile: [/]")

    assert text_of(Paragraph(words_)) == "[bold]a[/bold] :smile: [/]\n"
    assert text_of(Table(("[b]",), ((words_,),)), width=60).splitlines()[0] == "[b]"
    assert "[/]" in text_of(Lines(("[/]",), 1))


@pytest.mark.parametrize("colour", [False, True])
def test_no_line_ends_in_spaces_or_leaves_the_width(colour):
    long = words("word " * 30 + "w" * 90)
    blocks = [
        Paragraph(long),
        Items((Item(long, (dim(plain(long)),), 1),)),
        Definitions((("label", long),)),
        Table(("name", "value"), ((long, long),)),
        Waterfall("", (Bar(None, Decimal(1), long),), ""),
        Lines((plain(long),), 9),
    ]
    for width in (40, 60, 80, 100):
        text = text_of(Heading("Title"), *blocks, width=width, colour=colour)
        lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()

        assert max(map(len, lines)) <= width
        assert not any(line.endswith(" ") for line in lines)


def test_an_empty_document_is_empty():
    assert text_of() == ""


def test_rich_is_loaded_for_text_alone():
    modules = ("present", "json_", "schema", "problems", "listing", "document", "terminal")
    imports = "; ".join(f"import engine.render.{name}" for name in modules)
    command = f"{imports}; import sys; sys.exit('rich' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0


def test_pictures_that_need_a_page_are_told_in_words_or_rows():
    tree = Tree(
        (
            Branch(0, Item(words("root"))),
            Branch(1, Item(words("leaf"), (dim("note"),), 7)),
            Branch(30, Item(words("far down"))),
        ),
        "All",
    )

    assert text_of(
        Course("km", "weeks", (), (), None, "Ten now."),
        Shares("All", (("most of it", Decimal(95)), ("some", Decimal("4.5"))), ""),
        tree,
    ) == dedent("""\
        Ten now.

         95 % most of it
        4.5 % some

        - root
           7. leaf
              note
                            - far down
        """)

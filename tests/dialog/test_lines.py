"""One line: an answer, a command, or neither."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.consultation import Fact
from engine.dialog.lines import Command, Unread, understand
from engine.vocabulary import Attribute, ListOf, Number, OneOf

COLOUR = Attribute(
    "colour",
    OneOf(("dark red", "blue", "back", "7"), {"dark red": "dark red", "crimson": "dark red",
          "blue": "blue", "back": "back", "7": "7"}),
    asked=True,
)  # fmt: skip
TAGS = Attribute(
    "tags",
    ListOf(("old, worn", "new", "rare"), {"old, worn": "old, worn", "new": "new", "rare": "rare",
           "scarce": "rare"}),
    asked=True,
)  # fmt: skip
AGE = Attribute("age", Number(Decimal(0), Decimal(99), whole=True), asked=True, unit="years")
OPEN = Attribute("open", OneOf(("yes", "no"), {"yes": "yes", "y": "yes", "no": "no"}), asked=True)


@pytest.mark.parametrize(
    ("attribute", "line", "value", "written"),
    [
        (COLOUR, "blue", "blue", None),
        (COLOUR, "  Dark-RED ", "dark red", None),
        (COLOUR, "crimson", "dark red", "crimson"),
        (COLOUR, "1", "dark red", None),
        (COLOUR, "7", "7", None),  # a word that is a number comes before a choice by number
        (COLOUR, "back", "back", None),  # and a word that is a command before the command
        (COLOUR, '"back"', "back", None),
        (TAGS, "new, scarce", ("new", "rare"), "new, scarce"),
        (TAGS, "3, 2", ("new", "rare"), "rare, new"),
        (TAGS, "3 2", ("new", "rare"), "rare, new"),
        (TAGS, "rare,", ("rare",), None),
        (TAGS, "old, worn", ("old, worn",), None),
        (TAGS, "none", (), None),
        (AGE, "42", Decimal(42), None),
        (OPEN, "y", "yes", "y"),
    ],
)
def test_an_answer(attribute, line, value, written):
    assert understand(attribute, line) == Fact(attribute.name, value, "told", written)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("why", Command("why")),
        ("WHY.", Command("why")),
        (":back", Command("back")),
        ("don\u2019t know", Command("skip")),
        ("?", Command("skip")),
        ("So-far", Command("so far")),
        ("how target low", Command("how", "target low")),
        ("save My File.yaml", Command("save", "My File.yaml")),
        ("exit", Command("quit")),
    ],
)
def test_a_command(line, command):
    assert understand(COLOUR, line) == command


@pytest.mark.parametrize(
    ("attribute", "line", "problem", "meant"),
    [
        (COLOUR, "bleu", '"bleu" is not a value of colour; did you mean "blue"? "yes" takes it',
         "blue"),
        (COLOUR, "red", '"red" is not a value of colour; did you mean "dark red"? "yes" takes it',
         "dark red"),
        (COLOUR, "9", '"9" is not a value of colour; "list" shows what is', None),
        (COLOUR, '"why"', '"why" is not a value of colour; "list" shows what is', None),
        (COLOUR, ":fly", 'there is no command ":fly"', None),
        (TAGS, "2, rara", '"rara" is not a value of tags; did you mean "new, rare"? "yes" takes it',
         "new, rare"),
        (AGE, "old", '"old" is not a number of years; write a number from 0 to 99', None),
        (AGE, "120", "120 is out of range: age is 0 to 99 years; write a number from 0 to 99",
         None),
        (AGE, "", 'type an answer, or "skip" where you do not know; "help" tells the rest', None),
    ],
)  # fmt: skip
def test_neither(attribute, line, problem, meant):
    assert understand(attribute, line) == Unread(problem, meant)

"""Problems as an author reads them, and as machines do."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Diagnostic, Location, Severity
from engine.render.excerpt import GUTTER
from engine.render.problems import problems_github, problems_json, problems_text

TEXT = "rules:\n  big:\n    when:\n      senority: [vice president, c-suite]\n"


def a_problem(**changes):
    given = {
        "code": "unknown-attribute",
        "severity": Severity.ERROR,
        "message": '"senority" is no attribute',
        "location": Location("rules/size.yaml", 4, 7, 15),
        "hint": 'did you mean "seniority"?',
        "corrected": "      seniority: [vice president, c-suite]",
    }
    return Diagnostic(**{**given, **changes})


def carets(line, column, end, width=80):
    """The quoted line and the carets of a problem there."""
    problem = a_problem(location=Location("f", 1, column, end), hint=None, corrected=None)
    return problems_text([problem], {"f": line}, width=width).splitlines()[1:3]


def test_a_problem_shows_its_place_its_line_and_the_way_out():
    assert problems_text([a_problem()], {"rules/size.yaml": TEXT}) == dedent("""\
        rules/size.yaml:4:7: error[unknown-attribute] "senority" is no attribute
             4 |       senority: [vice president, c-suite]
               |       ^^^^^^^^
           help: did you mean "seniority"?
          write:       seniority: [vice president, c-suite]

        1 error
        more: dunbar explain unknown-attribute
        """)


def test_several_problems_end_with_their_total_and_show_related_places():
    twice = a_problem(
        code="duplicate-key",
        message='"b" stands twice',
        location=Location("f", 2, 1, 2),
        hint=None,
        corrected=None,
        related=(Location("f", 1, 1, 2),),
    )
    nowhere = a_problem(
        code="odd",
        severity=Severity.WARNING,
        message="odd",
        location=None,
        hint=None,
        corrected=None,
    )

    assert problems_text([twice, nowhere], {"f": "b: 1\nb: 2\n"}) == dedent("""\
        f:2:1: error[duplicate-key] "b" stands twice
             2 | b: 2
               | ^
           also: f:1:1
             1 | b: 1
               | ^

        warning[odd] odd

        1 error, 1 warning
        more: dunbar explain CODE
        """)


def test_nothing_wrong_says_nothing():
    assert problems_text([], {}) == ""


def test_a_line_that_is_not_at_hand_is_not_quoted():
    assert problems_text([a_problem(hint=None, corrected=None)], {}).splitlines()[1] == ""
    assert carets("x", 1, 2, width=80)[0].endswith("| x")


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "below"),
    [
        ("a: b", 4, 5, "a: b", "   ^"),
        ("a: bcd", 4, None, "a: bcd", "   ^"),
        ("a: b", 5, 6, "a: b", "    ^"),
        ("a: b", 90, 99, "a: b", "    ^"),
        ("a: b", 4, 99, "a: b", "   ^"),
        ("\tb: c", 1, 2, "    b: c", "^^^^"),
        ("a\tb: c", 3, 4, "a   b: c", "    ^"),
        ("\u5927\u5c0f: \u5c0f", 5, 6, "\u5927\u5c0f: \u5c0f", "      ^^"),
        ("e\u0301: x", 5, 6, "e\u0301: x", "   ^"),
        ("a: \x1b[31mb", 9, 10, "a: \ufffd[31mb", "        ^"),
    ],
)
def test_the_carets_stand_below_the_word(line, column, end, shown, below):
    assert carets(line, column, end) == [f"     1 | {shown}", f"{GUTTER}{below}"]


def test_a_long_line_is_cut_around_its_carets():
    line = f"{'a' * 300} wrong {'b' * 300}"

    assert carets(line, 302, 307, width=49) == [
        "     1 | ..." + "a" * 12 + " wrong " + "b" * 15 + "...",
        GUTTER + " " * 16 + "^^^^^",
    ]


def test_a_long_line_whose_place_is_early_is_cut_behind_it():
    assert carets("key: " + "b" * 300, 1, 4, width=49) == [
        "     1 | key: " + "b" * 32 + "...",
        f"{GUTTER}^^^",
    ]


@given(
    st.text(alphabet="ab \t\u5927\u0301\x1b", min_size=1, max_size=200),
    st.integers(1, 220),
    st.integers(0, 220),
    st.integers(1, 120),
)
def test_any_place_in_any_line_has_carets_within_the_width(line, column, length, width):
    shown = carets(line, column, column + length, width)

    assert len(shown) == 2
    assert shown[1].strip(" |^") == ""
    assert "^" in shown[1]
    assert len(shown[1]) <= max(width, len(GUTTER) + 20) + 4
    assert "\x1b" not in "".join(shown)


def test_colour_marks_the_severity_and_the_carets():
    text = problems_text([a_problem()], {"rules/size.yaml": TEXT}, colour=True)

    assert "\x1b[1;31merror[unknown-attribute]\x1b[0m" in text
    assert "\x1b[31m^^^^^^^^\x1b[0m" in text


def test_messages_cannot_steer_the_terminal():
    assert "\x1b" not in problems_text([a_problem(message="\x1b[2J", hint="\x1b]0;x\x07")], {})


def test_problems_are_data_too():
    assert problems_json([a_problem(related=(Location("f", 1),))]) == {
        "schema": "dunbar.problems/1",
        "errors": 1,
        "warnings": 0,
        "notes": 0,
        "problems": [
            {
                "code": "unknown-attribute",
                "severity": "error",
                "message": '"senority" is no attribute',
                "path": "rules/size.yaml",
                "line": 4,
                "column": 7,
                "end": 15,
                "hint": 'did you mean "seniority"?',
                "corrected": "      seniority: [vice president, c-suite]",
                "related": [{"path": "f", "line": 1, "column": 1, "end": None}],
            }
        ],
    }


def test_github_shows_problems_beside_the_line():
    odd = a_problem(
        severity=Severity.NOTE,
        message="50%\r\nodd",
        location=Location("a,b:c.yaml", 1),
        hint=None,
        corrected=None,
    )

    assert problems_github([a_problem(corrected=None), odd]) == (
        "::error file=rules/size.yaml,line=4,col=7,endColumn=15,title=unknown-attribute::"
        '"senority" is no attribute%0Ahelp: did you mean "seniority"?\n'
        "::notice file=a%2Cb%3Ac.yaml,line=1,col=1,title=unknown-attribute::50%25%0D%0Aodd\n"
    )

"""Texts written otherwise by careless hands, most of them still meaning what they meant."""

from __future__ import annotations

import re

from hypothesis import strategies as st

COMMENTS = ("# a note", "#: odd # note", "#", "# key: value", "#    - deep")


@st.composite
def careless(draw, text: str) -> str:
    """``text`` after some changes that an author might make."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(0, 8))):
        lines = draw(st.sampled_from(CHANGES))(draw, lines)
    return draw(st.sampled_from(("\n", "\r\n"))).join(lines)


def comment_line(draw, lines):
    at = draw(st.integers(0, len(lines)))
    comment = " " * draw(st.integers(0, 10)) + draw(st.sampled_from(COMMENTS))
    return [*lines[:at], comment, *lines[at:]]


def comment_behind(draw, lines):
    at = _some_line(draw, lines)
    gap = " " * draw(st.integers(1, 5))
    return [*lines[:at], lines[at] + gap + draw(st.sampled_from(COMMENTS)), *lines[at + 1 :]]


def empty_lines(draw, lines):
    at = draw(st.integers(0, len(lines)))
    return [*lines[:at], *[""] * draw(st.integers(1, 3)), *lines[at:]]


def wider(draw, lines):
    factor = draw(st.integers(2, 4))
    return [" " * ((len(line) - len(line.lstrip(" "))) * (factor - 1)) + line for line in lines]


def more_spaces(draw, lines):
    at = _some_line(draw, lines)
    sign = draw(st.sampled_from((": ", "- ", ", ", "{", "}", "[", "]")))
    more = sign + " " * draw(st.integers(1, 3))
    return [*lines[:at], lines[at].replace(sign, more, 1), *lines[at + 1 :]]


def fewer_spaces(draw, lines):
    at = _some_line(draw, lines)
    return [*lines[:at], lines[at].replace(", ", ",", 1), *lines[at + 1 :]]


def other_key(draw, lines):
    at = _some_line(draw, lines)
    change = draw(st.sampled_from((str.upper, str.title, lambda key: key.replace(" ", "_"))))
    found = re.match(r"( *(?:- )?)([a-z][a-z ]*)(:.*)", lines[at])
    new = lines[at] if found is None else found[1] + change(found[2]) + found[3]
    return [*lines[:at], new, *lines[at + 1 :]]


def quoted(draw, lines):
    at = _some_line(draw, lines)
    mark = draw(st.sampled_from("\"'"))
    found = re.match(r"( *(?:- )?[a-z][a-z ]*: )([A-Za-z0-9][^:#\"'\\\[{]*)$", lines[at])
    new = lines[at] if found is None else f"{found[1]}{mark}{found[2]}{mark}"
    return [*lines[:at], new, *lines[at + 1 :]]


def swapped(draw, lines):
    at = draw(st.integers(0, max(0, len(lines) - 2)))
    return [*lines[:at], *lines[at : at + 2][::-1], *lines[at + 2 :]]


def value_below(draw, lines):
    at = _some_line(draw, lines)
    found = re.match(r"( *)((?:- )?[a-z][a-z ]*:) (\S.*)$", lines[at])
    if found is None or found[3][0] in "|>":
        return lines
    below = " " * (len(found[1]) + draw(st.integers(3, 7))) + found[3]
    return [*lines[:at], found[1] + found[2], below, *lines[at + 1 :]]


def broken_in_brackets(draw, lines):
    at = _some_line(draw, lines)
    before, comma, after = lines[at].partition(", ")
    if not comma:
        return lines
    indent = " " * draw(st.integers(1, 14))
    return [*lines[:at], f"{before},", indent + after, *lines[at + 1 :]]


def trailing_spaces(draw, lines):
    at = _some_line(draw, lines)
    return [*lines[:at], lines[at] + " " * draw(st.integers(1, 3)), *lines[at + 1 :]]


def misspelt(draw, lines):
    at = _some_line(draw, lines)
    letters = [number for number, letter in enumerate(lines[at]) if letter.isalpha()]
    if not letters:
        return lines
    where = draw(st.sampled_from(letters))
    line = lines[at]
    new = draw(
        st.sampled_from(
            (
                line[:where] + line[where + 1 :],
                line[:where] + line[where] + line[where:],
                line[:where] + "x" + line[where + 1 :],
            )
        )
    )
    return [*lines[:at], new, *lines[at + 1 :]]


def slipped(draw, lines):
    at = _some_line(draw, lines)
    old, new = draw(
        st.sampled_from(
            (
                (": ", ":"),
                ("- ", "-"),
                ("  ", "\t"),
                (" ", "\u00a0"),
                ("at least ", ">= "),
                ("fewer than ", "< "),
                (" a ", " #a "),
                (" the ", ": the "),
                (": ", ": @"),
                (": ", ": \u201c"),
                ("]", ""),
                ('"', ""),
                ("{", "{{"),
                (": ", ": ["),
            )
        )
    )
    return [*lines[:at], lines[at].replace(old, new, 1), *lines[at + 1 :]]


def _some_line(draw, lines):
    said = [number for number, line in enumerate(lines) if line.strip()] or [0]
    return draw(st.sampled_from(said))


CHANGES = (
    comment_line,
    comment_behind,
    empty_lines,
    wider,
    more_spaces,
    fewer_spaces,
    other_key,
    quoted,
    swapped,
    value_below,
    broken_in_brackets,
    trailing_spaces,
)
SLIPS = (misspelt, slipped)


@st.composite
def slipping(draw, text: str) -> str:
    """``text`` with some slips in it, of which many are errors."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 6))):
        lines = draw(st.sampled_from((*SLIPS, *SLIPS, *CHANGES)))(draw, lines)
    return "\n".join(lines)

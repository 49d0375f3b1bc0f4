"""Slips in how lines stand to each other: indentation and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lines import Slip, indent, item, key_and_value, says_nothing, without_comment

_TABBED = re.compile(r"[ ]*\t[ \t]*(?=\S)")
_CLOSING = {"[": "]", "{": "}"}


def tab_indent(number: int, lines: Sequence[str]) -> Slip | None:
    """Tabs before the text, mended in all the lines that follow each other with one."""
    found = _TABBED.match(lines[number])
    if found is None:
        return None
    size = _tab_size(number, found.group(), lines)
    mended = []
    for following in range(number, len(lines)):
        line = lines[following]
        tabs = _TABBED.match(line)
        if tabs is not None:
            spaces = tabs.group().expandtabs(size)
            mended.append((following, spaces + line[tabs.end() :]))
        elif line.strip():
            break
    others = f", and so are the {len(mended) - 1} after it" if len(mended) > 1 else ""
    message = f"this line is indented with a tab{others}"
    start = found.group().index("\t")
    hint = "indent with spaces"
    return Slip("tab-indent", message, number, start, found.end(), hint, tuple(mended))


def misplaced(number: int, lines: Sequence[str]) -> Slip | None:
    """A line that begins in a column where no line above it allows it to."""
    line = lines[number]
    own = indent(line)
    if says_nothing(line):
        return None
    names, dashes = _levels(number, lines)
    if not names | dashes or own in names | dashes:
        return None
    if own == 0:
        return _all_above(number, lines)
    wanted = (dashes if line.startswith("- ", own) else names) or names | dashes
    nearest = min(wanted, key=lambda level: (abs(level - own), -level))
    mended = tuple(_shifted(lines, number, own, nearest - own))
    message = f"this line is indented by {own}, which fits none of the lines above it"
    hint = f"indent it by {nearest}; if the text above goes on here, put the whole of it in quotes"
    return Slip("bad-indent", message, number, own, own + 1, hint, mended)


def unclosed_bracket(number: int, column: int, lines: Sequence[str]) -> Slip | None:
    """A bracket that nothing closes; it is closed before the next line of its own level."""
    opening = lines[number][column : column + 1]
    if opening not in _CLOSING:
        return None
    end = number
    for following in range(number + 1, len(lines)):
        line = lines[following]
        if says_nothing(line):
            continue
        key, _ = key_and_value(following, line)
        if indent(line) <= indent(lines[number]) and (key is not None or line.lstrip()[:1] == "-"):
            break
        end = following
    closing = _CLOSING[opening]
    content = without_comment(lines[end])
    text = content.rstrip(" ,")
    mended = ((end, text + closing + lines[end][len(content) :]),)
    message = f'the bracket "{opening}" is not closed'
    hint = f'write "{closing}" where it ends'
    return Slip("unclosed-bracket", message, number, column, column + 1, hint, mended)


def _tab_size(number: int, tabs: str, lines: Sequence[str]) -> int:
    """How many spaces a tab was for: with them the line fits the one above it."""
    unit = min((indent(line) for line in lines if line[:1] == " " and line.strip()), default=2)
    said = (above for above in range(number - 1, -1, -1) if not says_nothing(lines[above]))
    above = next(said, None)
    if above is None:
        return unit
    opens = without_comment(lines[above]).endswith(":")
    wanted = item(above, lines[above]).start + (unit if opens else 0)
    return next((size for size in (unit, 2, 4, 8) if len(tabs.expandtabs(size)) == wanted), unit)


def _levels(number: int, lines: Sequence[str]) -> tuple[set[int], set[int]]:
    """The columns of the names and of the dashes under which this line may belong."""
    names: set[int] = set()
    dashes: set[int] = set()
    bound = 1 << 30
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if says_nothing(line) or indent(line) >= bound:
            continue
        bound = indent(line)
        begun = item(above, line).start
        dashes.update(column for column in range(bound, begun) if line[column] == "-")
        if key_and_value(above, line)[0] is not None:
            names.add(begun)
        if bound == 0:
            break
    return names, dashes


def _all_above(number: int, lines: Sequence[str]) -> Slip | None:
    first = next(above for above in range(number) if not says_nothing(lines[above]))
    own = indent(lines[first])
    if own == 0 or any(
        indent(line) < own for line in lines[first:number] if not says_nothing(line)
    ):
        return None
    mended = tuple((above, lines[above][own:]) for above in range(first, number))
    message = f"this line is indented by {own}, but line {number + 1} is not"
    hint = "begin both in the same column"
    return Slip("bad-indent", message, first, 0, own, hint, mended)


def _shifted(lines: Sequence[str], number: int, own: int, by: int) -> Iterator[tuple[int, str]]:
    for following in range(number, len(lines)):
        line = lines[following]
        if line.strip() and indent(line) < own:
            return
        if line.strip():
            yield following, " " * (indent(line) + by) + line.lstrip(" ")

"""The lines of a file as they were and as they are mended so far, with what was found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from operator import eq

from ..diagnostics import Diagnostic, Edit, Fix, Location, Severity
from ..nodes import Listing, Mapping, Node, Text
from .limits import MAX_FINDINGS
from .lines import Slip, says_nothing

SURE = frozenset(
    (
        "colon-in-text",
        "control-character",
        "curly-quotes",
        "cut-by-hash",
        "missing-space",
        "odd-space",
        "special-character",
        "symbol-comparison",
        "tab-indent",
    )
)
_MOST_MENDINGS_OF_A_LINE = 5


class Sheet:
    """Lines that are mended one for one, so that their numbers stay what they were."""

    def __init__(self, lines: list[str], shown: str) -> None:
        self.shown = shown
        self.lines = list(lines)
        self.sound = True
        self._original = lines
        self._changed: set[int] = set()
        self._mendings: Counter[int] = Counter()
        self._found: dict[tuple[str, int, int], Slip] = {}

    @property
    def full(self) -> bool:
        """Whether as much was found as anyone wants to read."""
        return len(self._found) >= MAX_FINDINGS

    def can_mend(self, slip: Slip) -> bool:
        """Whether mending it changes something, and was not tried too often."""
        changes = any(self.lines[number] != line for number, line in slip.mended)
        return changes and self._mendings[slip.line] < _MOST_MENDINGS_OF_A_LINE

    def mend(self, slips: Iterable[Slip]) -> None:
        """Put the slips right; of two in one line the second is left to the next reading."""
        touched: set[int] = set()
        for slip in slips:
            if self.full:
                return
            numbers = {number for number, _ in slip.mended}
            if not touched.isdisjoint(numbers):
                continue
            touched |= numbers
            self.note(slip)
            self._mendings[slip.line] += 1
            for number, line in slip.mended:
                self.lines[number] = line
            self._changed |= numbers

    def note(self, slip: Slip) -> None:
        """Keep a finding, in the columns that its author sees."""
        slip = replace(slip, line=min(slip.line, len(self.lines) - 1))
        end = None if slip.end is None else self._column(slip.line, slip.end)
        start = self._column(slip.line, slip.start)
        related = tuple(
            (line, self._column(line, first), None if last is None else self._column(line, last))
            for line, first, last in slip.related
        )
        # one line that uses anchors is one finding, however many there are in it
        key = (slip.code, slip.line, -1 if slip.code == "yaml-feature" else start)
        self._found.setdefault(key, replace(slip, start=start, end=end, related=related))
        self.sound = self.sound and slip.sound

    def follows_on(self, slip: Slip) -> bool:
        """Whether an unrecognised problem stands where something else was found already."""
        return any(line == slip.line for _, line, _ in self._found)

    def left_out_after(self, line: int) -> bool:
        """Whether the next line that said anything was left out of the reading."""
        below = range(line + 1, len(self.lines))
        said = next((number for number in below if not says_nothing(self._original[number])), None)
        return said is not None and not self.lines[said]

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What was found, with each line as it reads when all of its slips are mended."""
        guessed = {
            number
            for slip in self._found.values()
            for number, _ in slip.mended
            if slip.code not in SURE or not slip.sound
        }
        for slip in self._found.values():
            corrected = self._corrected(slip)
            yield Diagnostic(
                slip.code,
                Severity.ERROR,
                slip.message,
                self._location(slip.line, slip.start, slip.end),
                slip.hint,
                corrected,
                tuple(self._location(*place) for place in slip.related),
                self._fix(slip, guessed),
            )

    def relocated(self, node: Node) -> Node:
        """The tree with the places that the file itself has."""
        if not self._changed:
            return node
        match node:
            case Text():
                return replace(node, location=self._there(node.location))
            case Listing():
                items = tuple(map(self.relocated, node.items))
                return Listing(items, self._there(node.location))
        entries = ((self._text(key), self.relocated(value)) for key, value in node.entries)
        return Mapping(tuple(entries), self._there(node.location))

    def _corrected(self, slip: Slip) -> str | None:
        if not slip.mended:
            return None
        number = slip.mended[0][0]
        # a line to delete is shown as nothing; one that was only left out has no better form
        return self.lines[number] if slip.sound or self.lines[number] else None

    def _fix(self, slip: Slip, guessed: set[int]) -> Fix | None:
        """Its lines as they read in the end; only sure if all that was mended in them is."""
        numbers = [number for number, _ in slip.mended]
        if not numbers or not slip.sound:
            return None
        edits = (
            Edit(self._location(number, 0, len(self._original[number])), self.lines[number])
            for number in numbers
        )
        return Fix(tuple(edits), safe=guessed.isdisjoint(numbers))

    def _text(self, key: Text) -> Text:
        return replace(key, location=self._there(key.location))

    def _there(self, at: Location) -> Location:
        line = at.line - 1
        if line not in self._changed:
            return at
        end = None if at.end is None else self._column(line, at.end - 1)
        return self._location(line, self._column(line, at.column - 1), end)

    def _location(self, line: int, start: int, end: int | None) -> Location:
        return Location(self.shown, line + 1, start + 1, None if end is None else end + 1)

    def _column(self, number: int, column: int) -> int:
        """The column in the file of what stands at ``column`` of the mended line."""
        if number not in self._changed:
            return column
        now, then = self.lines[number], self._original[number]
        before = _shared(now, then)
        if column <= before:
            return column
        shorter = min(len(now), len(then)) - before
        behind = min(shorter, _shared(now[::-1], then[::-1]))
        if column >= len(now) - behind:
            return column + len(then) - len(now)
        return min(column, len(then) - behind)


def _shared(one: str, other: str) -> int:
    """With how many equal letters both begin."""
    return sum(takewhile(bool, map(eq, one, other)))

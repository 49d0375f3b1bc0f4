"""Reading with mending: a slip that is recognised is put right in memory, then all is read again.

So one run shows every slip, none is followed by errors that only it causes, and what the mended
lines mean can be checked as well. Nothing is written to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..diagnostics import Findings
from ..nodes import Node
from .events import Events, Outcome, Refusal
from .limits import MAX_CHARACTERS_READ, MAX_ROUNDS
from .lines import Slip, Span, says_nothing, too_many
from .refusals import diagnose, passed_over
from .sheet import Sheet

_CONTROL = re.compile("[^\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SEPARATORS = "\x0b\x0c\x85\u2028\u2029"


def understand(lines: list[str], shown: str, findings: Findings) -> Node | None:
    """The tree that ``lines`` are meant to be, or None when that cannot be told."""
    sheet = Sheet(lines, shown)
    sheet.mend(_unreadable(lines))
    node = _read(sheet)
    findings.extend(sheet.diagnostics())
    return None if node is None or not sheet.sound else sheet.relocated(node)


def _read(sheet: Sheet) -> Node | None:
    size = sum(map(len, sheet.lines)) + 1
    for _ in range(max(2, min(MAX_ROUNDS, MAX_CHARACTERS_READ // size))):
        if sheet.full:
            break
        outcome = Events(sheet.lines, sheet.shown).outcome()
        mendable = [slip for slip in outcome.slips if sheet.can_mend(slip)]
        behind = None
        if outcome.refusal is not None and not mendable:
            behind = _behind(outcome.refusal, sheet)
            mendable = [behind] if sheet.can_mend(behind) else []
        sheet.mend(mendable)
        if outcome.limit is not None or not mendable:
            # what cannot be mended is only sure now: earlier it may have come from a mended slip
            _note_rest(sheet, outcome, behind)
            return outcome.node
    sheet.note(too_many(len(sheet.lines) - 1))
    return None


def _behind(refusal: Refusal, sheet: Sheet) -> Slip:
    slip = diagnose(refusal, sheet.lines)
    if sheet.can_mend(slip) or sheet.follows_on(slip):
        return slip
    return passed_over(slip, refusal, sheet.lines)


def _note_rest(sheet: Sheet, outcome: Outcome, behind: Slip | None) -> None:
    for slip in outcome.slips:
        if slip.code != "empty-value" or not sheet.left_out_after(slip.line):
            sheet.note(slip)
    if outcome.limit is not None:
        sheet.note(outcome.limit)
        return
    if behind is None and outcome.node is None and not outcome.slips:
        behind = Slip("empty-file", "this file is empty", 0, hint="write something in it")
    if behind is not None and not sheet.follows_on(behind):
        sheet.note(behind)


def _unreadable(lines: Sequence[str]) -> Iterator[Slip]:
    first = next((number for number, line in enumerate(lines) if not says_nothing(line)), 0)
    if lines[first].startswith("%"):
        span = Span(first, lines[first], 0, len(lines[first]))
        yield span.slip("yaml-feature", "directives cannot be used here", "delete this line", "")
    for number, line in enumerate(lines):
        found = _CONTROL.search(line)
        if found is not None:
            yield _control(number, line, found.start())


def _control(number: int, line: str, at: int) -> Slip:
    message = f"the control character U+{ord(line[at]):04X} is not allowed"
    new = _CONTROL.sub(lambda found: " " if found.group() in _SEPARATORS else "", line)
    hint = "delete it; it cannot be seen in most editors"
    return Slip("control-character", message, number, at, at + 1, hint, ((number, new),))

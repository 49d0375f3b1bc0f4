"""What was formatted or mended in files: as lines, as a diff, as data."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..diagnostics import Diagnostic
from ..words import plural
from .characters import safe
from .problems import problems_json

Status = Literal["changed", "unchanged", "kept", "errors"]

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@dataclass(frozen=True, slots=True)
class Edited:
    """One file before and after; ``reason`` says why it was left as it is."""

    path: str
    status: Status
    before: str
    after: str
    reason: str | None = None


def diffs(files: Iterable[Edited], *, colour: bool = False) -> str:
    """The unified diff of all files that are changed, which ``patch -p1`` takes."""
    return "".join(_diff(file, colour=colour) for file in files if file.status == "changed")


def listed(files: Sequence[Edited], *, written: bool) -> str:
    """A line for each file that is changed or left out, and the sum."""
    done = "formatted" if written else "would be formatted"
    lines = [
        f"{safe(file.path)} {done}"
        if file.status == "changed"
        else f"{safe(file.path)} is left as it is: {safe(file.reason or '')}"
        for file in files
        if file.status != "unchanged"
    ]
    changed = sum(file.status == "changed" for file in files)
    if changed or not lines:
        lines.append(f"{plural(changed, 'file')} {done}." if changed else "Nothing to format.")
    return "".join(f"{line}\n" for line in lines)


def formatting_json(
    files: Sequence[Edited], problems: Iterable[Diagnostic], *, written: bool
) -> dict[str, object]:
    """The files as data, those unchanged too."""
    return {
        "schema": "dunbar.fmt/1",
        "written": written,
        "files": [
            {
                "path": file.path,
                "status": file.status,
                "reason": file.reason,
                "diff": _diff(file, colour=False) or None,
            }
            for file in files
        ],
        "problems": problems_json(problems)["problems"],
    }


def mended_text(
    files: Sequence[Edited],
    mended: Sequence[Diagnostic],
    left: Sequence[Diagnostic],
    *,
    written: bool,
    colour: bool = False,
) -> str:
    """The diff of what was mended, the slips behind it, and how many errors are left."""
    rest = f"{plural(len(left), 'error')} left for you:\n" if left else ""
    if not mended:
        return rest or "Nothing to mend.\n"
    lines = [f"{_place(one)}: {one.code}: {safe(one.message)}" for one in mended]
    done = "Mended" if written else "To be mended"
    changed = sum(file.status == "changed" for file in files)
    total = f"{done}: {plural(len(mended), 'slip')} in {plural(changed, 'file')}."
    return "\n".join([diffs(files, colour=colour), *lines, "", total, rest])


def offer(errors: int, mendable: int) -> str:
    """What to do about errors that need no author."""
    if not mendable:
        return ""
    which = "it" if errors == 1 else "them all" if errors == mendable else f"{mendable} of them"
    return f"dunbar rules fix can mend {which}.\n"


def mending_json(
    files: Sequence[Edited],
    mended: Iterable[Diagnostic],
    left: Iterable[Diagnostic],
    *,
    written: bool,
) -> dict[str, object]:
    """What was mended and what is left, as data."""
    return {
        "schema": "dunbar.fix/1",
        "written": written,
        "files": [
            {"path": file.path, "diff": _diff(file, colour=False)}
            for file in files
            if file.status == "changed"
        ],
        "mended": problems_json(mended)["problems"],
        "left": problems_json(left)["problems"],
    }


def _diff(file: Edited, *, colour: bool) -> str:
    before, after = file.before.splitlines(), file.after.splitlines()
    lines = difflib.unified_diff(
        before, after, f"a/{file.path}", f"b/{file.path}", n=2, lineterm=""
    )
    return "".join(f"{_painted(_safe(line), colour=colour)}\n" for line in lines)


def _safe(line: str) -> str:
    """As ``safe``, but a tab is what a diff may be about."""
    return "\t".join(map(safe, line.split("\t")))


def _painted(line: str, *, colour: bool) -> str:
    look = _COLOURS.get(line[:1])
    if not colour or look is None or not line:
        return line
    from .terminal import painted  # noqa: PLC0415 - a pipe does without

    return painted(line, "bold" if line[:3] in ("+++", "---") else look)


def _place(one: Diagnostic) -> str:
    return safe(one.location.exact) if one.location else ""

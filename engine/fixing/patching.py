"""Edits applied to the bytes of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..diagnostics import Edit, Fix

_BOM = "\ufeff"


def patched(data: bytes, fixes: Iterable[Fix]) -> tuple[bytes, tuple[Fix, ...]]:
    """The bytes after those fixes that do not get into each other's way, and which they were.

    Line ends and a byte order mark stay. A file that is not UTF-8 stays as it is.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data, ()
    lines = text.removeprefix(_BOM).splitlines(keepends=True) if _simple(text) else None
    if lines is None:
        return data, ()
    done: list[Fix] = []
    edits: dict[tuple[int, int, int], Edit] = {}
    for fix in fixes:
        new = {_stretch(edit): edit for edit in fix.edits}
        if all(_free(stretch, edit, edits, lines) for stretch, edit in new.items()):
            edits |= new
            done.append(fix)
    for (line, start, end), edit in sorted(edits.items(), reverse=True):
        old = lines[line]
        lines[line] = old[:start] + edit.new + old[end:]
    mark = _BOM if text.startswith(_BOM) else ""
    return (mark + "".join(lines)).encode("utf-8"), tuple(done)


def _simple(text: str) -> bool:
    """Whether its lines end only where an editor would end them."""
    return not set(text) & set("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


def _stretch(edit: Edit) -> tuple[int, int, int]:
    at = edit.location
    return at.line - 1, at.column - 1, (at.end or at.column) - 1


def _free(
    stretch: tuple[int, int, int],
    edit: Edit,
    taken: dict[tuple[int, int, int], Edit],
    lines: Sequence[str],
) -> bool:
    """Whether it lies in the file, and no other edit does anything else to the same letters."""
    line, start, end = stretch
    if not (0 <= line < len(lines) and 0 <= start < end <= len(lines[line].rstrip("\r\n"))):
        return False
    if stretch in taken:
        return taken[stretch].new == edit.new
    return all(other != line or end <= first or last <= start for other, first, last in taken)

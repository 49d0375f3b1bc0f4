"""Edits in words: what became of a rule or another entry, and each of its lines."""

from __future__ import annotations

from ...diff.edits import Edit, LineEdit
from .saying import ARROW


def line_text(line: LineEdit) -> str:
    """One edited line."""
    label = f"{line.at.part} {line.at.key}".strip()
    if line.before is None:
        return f"{label}: {line.after} (new)" if line.after else f"{label} (new)"
    if line.after is None:
        return f"{label}: {line.before} (gone)" if line.before else f"{label} (gone)"
    return f"{label}: {line.before or 'nothing'} {ARROW} {line.after or 'nothing'}"


def whole_line(line: LineEdit) -> str:
    """A line of what was added or removed as a whole."""
    label = f"{line.at.part} {line.at.key}".strip()
    text = line.after if line.after is not None else line.before
    return f"{label}: {text}" if text else label


def subject_text(edit: Edit) -> str:
    """What was edited."""
    kind, name = edit.subject.kind, edit.subject.name
    return f"{kind} {name}".strip() if kind != "rule" else name


def fate_text(edit: Edit) -> str:
    """What became of it."""
    match edit.fate:
        case "renamed":
            return f"renamed from {edit.was}, nothing else"
        case "moved":
            return f"moved from {edit.old.path if edit.old else ''}, nothing else"
        case _:
            return edit.fate


def edit_places(edit: Edit) -> str:
    """Where it stands, and in which version."""
    if edit.new is not None:
        return f"NEW:{edit.new}"
    return f"OLD:{edit.old}" if edit.old is not None else ""

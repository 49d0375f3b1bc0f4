"""Profiles as text: what is told, as lines that read back as just that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ..diagnostics import DunbarError, Findings
from ..nodes import Listing, Mapping, Node, Text
from ..values import Facts, State, Value
from ..vocabulary import Attribute, Vocabulary
from ..words import join
from ..yamltext import parse
from .profile import facts_of

OPEN = "# Asked and left open: "  # the line that names the questions which were skipped
_SHOWN = "profile"
_Lines = list[str]


def profile_text(
    vocabulary: Vocabulary, told: Facts, left_open: Iterable[str] = (), before: str = ""
) -> str:
    """The text of a profile that tells just this; ``before`` is kept but for what it tells else.

    Raises DunbarError where no such text is found, so that nothing wrong is ever saved.
    """
    if not told:
        raise DunbarError("nothing is told yet, so there is nothing to save")
    text = _with_notes(_merged(vocabulary, told, before), left_open, _line_end(before))
    if _facts(vocabulary, text) != dict(told):
        raise DunbarError(
            "what is told cannot be written so that it reads back the same"
            + ("; save it to a new file" if before else "")
        )
    return text


def _merged(vocabulary: Vocabulary, told: Facts, before: str) -> _Lines:
    """The lines of ``before``, with new ones for what it does not tell or tells otherwise."""
    lines, end = before.splitlines(keepends=True), _line_end(before)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += end
    known, there = _facts(vocabulary, before) or {}, set[str]()
    for name, first, last in reversed(list(_entries(vocabulary, before))):
        there.add(name)
        if told.get(name) != known.get(name):
            lines[first:last] = [_line(vocabulary[name], told.get(name)) + end]
    for attribute in vocabulary.asked:
        if attribute.name in told and attribute.name not in there:
            lines.append(_line(attribute, told[attribute.name]) + end)
    return lines


def _with_notes(lines: _Lines, left_open: Iterable[str], end: str) -> str:
    kept = [line for line in lines if not line.startswith(OPEN)]
    names = join(list(left_open))
    return "".join([*kept, *([f"{OPEN}{names}.{end}"] if names else [])])


def _entries(vocabulary: Vocabulary, text: str) -> Iterator[tuple[str, int, int]]:
    """Each attribute of a profile with the lines that tell it, from 0, the last one excluded."""
    node = parse(text.encode(), _SHOWN, Findings()) if text else None
    for key, value in node if isinstance(node, Mapping) else ():
        attribute = vocabulary.find(key.value)
        if attribute is not None:
            yield attribute.name, key.location.line - 1, _last_line(value)


def _last_line(node: Node) -> int:
    match node:
        case Text(location=location):
            return location.line
        case Listing(items, location):
            return max([location.line, *map(_last_line, items)])
        case Mapping(location=location):
            return location.line


def _facts(vocabulary: Vocabulary, text: str) -> dict[str, Value] | None:
    """What a profile tells; None where there is something wrong with it."""
    findings = Findings()
    node = parse(text.encode(), _SHOWN, findings)
    facts = facts_of(node, vocabulary, findings) if node is not None else ()
    return None if findings.errors else {fact.attribute: fact.value for fact in facts}


def _line(attribute: Attribute, value: State) -> str:
    """``attribute: value``, quoted no more than is needed to read back the same."""
    for name in _spellings(attribute.name):
        for said in _values(value):
            line = f"{name}: {said}"
            told = _facts(Vocabulary((attribute,)), f"{line}\n")
            if told == ({} if value is None else {attribute.name: value}):
                return line
    raise DunbarError(f'"{attribute.name}" cannot be written so that it reads back the same')


def _values(value: State) -> Iterator[str]:
    match value:
        case Decimal():
            yield f"{value:f}"
        case ():
            yield from ("none", "[]")
        case tuple() as words:
            for spelled in zip(*map(_spellings, words), strict=True):
                yield f"[{', '.join(spelled)}]"
        case str() as word:
            yield from _spellings(word)
        case _:
            yield "unknown"


def _spellings(word: str) -> Sequence[str]:
    """As it is, in quotes, and in quotes with nothing but printable ASCII."""
    quoted = json.dumps(word, ensure_ascii=False)
    escaped = "".join(
        each if each.isascii() and each.isprintable() else f"\\U{ord(each):08X}" for each in quoted
    )
    return word if word.isprintable() else quoted, quoted, escaped


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"

"""Profiles as text: what is told, as lines that read back as just that."""

from __future__ import annotations

import json
import re
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
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*")
_Lines = list[str]


def profile_text(
    vocabulary: Vocabulary, told: Facts, left_open: Iterable[str] = (), before: str = ""
) -> str:
    """The text of a profile that tells just this; ``before`` is kept but for what it tells else.

    Where its form does not allow that, and no comment would be lost, all of it is written anew.
    Raises DunbarError where no such text is found, so that nothing wrong is ever saved.
    """
    if not told:
        raise DunbarError("nothing is told yet, so there is nothing to save")
    names = _left_open(vocabulary, told, left_open, before)
    bases = (before, "") if before and _replaceable(vocabulary, before) else (before,)
    for base in bases:
        text = _with_notes(_merged(vocabulary, told, base), names, _line_end(before))
        if _facts(vocabulary, text) == dict(told):
            return text
    raise DunbarError(
        "what is told cannot be written so that it reads back the same"
        + ("; save it to a new file" if before else "")
    )


def _replaceable(vocabulary: Vocabulary, before: str) -> bool:
    """Whether nothing but facts would be lost."""
    lines = [line for line in before.splitlines() if not line.startswith(OPEN)]
    return _facts(vocabulary, before) is not None and not any(map(_COMMENT.search, lines))


def _left_open(
    vocabulary: Vocabulary, told: Facts, left_open: Iterable[str], before: str
) -> list[str]:
    """What was asked and left open, now or before, and is still not told."""
    named = {*left_open}
    for line in before.splitlines():
        if line.startswith(OPEN):
            rest = line.removeprefix(OPEN).rstrip().removesuffix(".")
            for name in sorted((each.name for each in vocabulary.asked), key=len, reverse=True):
                found = re.compile(rf"(?:^|, | and ){re.escape(name)}(?=$|, | and )")
                if found.search(rest):
                    named.add(name)
                    rest = found.sub(", ", rest)
    return [each.name for each in vocabulary.asked if each.name in named - told.keys()]


def _merged(vocabulary: Vocabulary, told: Facts, before: str) -> _Lines:
    """The lines of ``before``, with new ones for what it does not tell or tells otherwise."""
    lines, end = before.splitlines(keepends=True), _line_end(before)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += end
    known, there = _facts(vocabulary, before) or {}, set[str]()
    for name, key, value in reversed(list(_entries(vocabulary, before))):
        there.add(name)
        if told.get(name) != known.get(name):
            first, last = key.location.line - 1, _last_line(value)
            aside, *below = _comments([key, *_texts(value)], lines[first:last])
            new = [f"{_line(vocabulary[name], told.get(name))}{aside}", *filter(None, below)]
            lines[first:last] = [line + end for line in new]
    for attribute in vocabulary.asked:
        if attribute.name in told and attribute.name not in there:
            lines.append(_line(attribute, told[attribute.name]) + end)
    return lines


def _with_notes(lines: _Lines, left_open: Sequence[str], end: str) -> str:
    kept = [line for line in lines if not line.startswith(OPEN)]
    names = join(left_open)
    return "".join([*kept, *([f"{OPEN}{names}.{end}"] if names else [])])


def _comments(texts: Sequence[Text], lines: Sequence[str]) -> Iterator[str]:
    """The comment of each line of an entry; those below the first stand by themselves."""
    first = texts[0].location.line
    for number, line in enumerate(lines, first):
        here = [text.location for text in texts if text.location.line == number]
        behind = max((len(line) if at.end is None else at.end - 1 for at in here), default=0)
        found = _COMMENT.search(line.rstrip("\r\n"), behind)
        said = found.group() if found is not None else ""
        yield said if number == first else said.strip()


def _texts(node: Node) -> Iterator[Text]:
    match node:
        case Text():
            yield node
        case Listing(items):
            for each in items:
                yield from _texts(each)


def _entries(vocabulary: Vocabulary, text: str) -> Iterator[tuple[str, Text, Node]]:
    """Each attribute of a profile, as it is called there, and what is told of it."""
    node = parse(text.encode(), _SHOWN, Findings()) if text else None
    for key, value in node if isinstance(node, Mapping) else ():
        attribute = vocabulary.find(key.value)
        if attribute is not None:
            yield attribute.name, key, value


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

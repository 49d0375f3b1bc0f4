"""What can be typed next, for each kind of thing that a command asks for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..files import ENDINGS, case_folder
from ..resources import message_codes
from ..words import fold
from .keeping import lexicon
from .lexicon import Lexicon, Words


class Candidate(NamedTuple):
    """A word that the line may go on with, and what it is."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """Where the words come from, what is typed of this one, and what the line has already."""

    root: Path
    typed: str
    before: Sequence[str]

    @property
    def words(self) -> Lexicon:
        return lexicon(self.root)


def offered(kind: str, root: Path, typed: str, before: Sequence[str] = ()) -> tuple[Candidate, ...]:
    """What begins like ``typed``; ``before`` are the facts that are told already.

    Raises KnowledgeError where the knowledge base cannot be used, and KeyError for a ``kind`` that
    does not exist.
    """
    found = _KINDS[kind](_Line(root, typed, before))
    begun = _begun(typed)
    return tuple(one for one in found if _begun(one.text).startswith(begun))


def _begun(text: str) -> str:
    """As words are compared, except that a dash or a space at the end has been typed."""
    ending = " " if text[-1:] in ("-", "_", " ") else ""
    return f"{fold(text)}{ending}"


def _facts(line: _Line) -> Iterator[Candidate]:
    """``attribute=value`` and profiles."""
    name, equals, _ = line.typed.partition("=")
    if equals:
        yield from _told(line, name)
        return
    told = {fold(fact.partition("=")[0]) for fact in line.before if "=" in fact}
    yield from (
        Candidate(f"{name}=", about) for name, about in line.words.asked if fold(name) not in told
    )
    if not any("=" not in fact for fact in line.before):
        yield from _yaml(line)


def _given(line: _Line) -> Iterator[Candidate]:
    """``attribute=value`` alone."""
    return (one for one in _facts(line) if "=" in one.text)


def _told(line: _Line, name: str) -> Iterator[Candidate]:
    """The values of an attribute; of a list, those that are not in it yet.

    Other spellings are offered where no value begins so.
    """
    words = line.words
    own = words.attribute(name)
    if own is None:
        return
    typed = line.typed.partition("=")[2]
    before, comma, last = typed.rpartition(",") if own in words.lists else ("", "", typed)
    taken = {fold(part) for part in before.split(",")}
    values = [value for value in words.values[own] if fold(value) not in taken]
    if not any(_begun(value).startswith(_begun(last)) for value in values):
        values = list(words.spellings[own])
    yield from (Candidate(f"{name}={before}{comma}{value}") for value in values)


def _wishes(line: _Line) -> Iterator[Candidate]:
    """``FIELD=value``, or a field before its sign."""
    name, equals, _ = line.typed.partition("=")
    if not equals:
        yield from (Candidate(f"{one}=") for one, _ in line.words.fields)
        return
    fields = (shows for one, shows in line.words.fields if fold(one) == fold(name))
    attribute = next(fields, "")
    values = line.words.values.get(attribute, ())
    yield from (Candidate(f"{name}={value}") for value in values)


def _conclusions(line: _Line) -> Iterator[Candidate]:
    """Entries of the verdict, what is worked out, and ``list:text``."""
    words = line.words
    name, colon, _ = line.typed.partition(":")
    if not colon:
        names = dict.fromkeys((*(one for one, _ in words.fields), *words.derived))
        yield from map(Candidate, names)
        return
    listed = {fold(one): one for one in words.lists}
    own = listed.get(fold(name)) or listed.get(fold(f"{name}s"))
    values = words.values[own] if own is not None else ()
    yield from (Candidate(f"{name}:{value}") for value in values)


def _targets(line: _Line) -> Iterator[Candidate]:
    """Conclusions and rules."""
    yield from _conclusions(line)
    yield from _rules(line)


def _things(line: _Line) -> Iterator[Candidate]:
    """Whatever has a name: attributes, entries of the verdict, rules, claims."""
    yield from (Candidate(name, about) for name, about in line.words.asked)
    yield from _targets(line)
    yield from _claims(line)


def _rules(line: _Line) -> Iterator[Candidate]:
    return _of(line.words.rules)


def _aims(line: _Line) -> Iterator[Candidate]:
    yield from (Candidate(name) for name, _ in line.words.fields)
    yield Candidate("all")


def _conditions(line: _Line) -> Iterator[Candidate]:
    """``attribute: test``."""
    words = line.words
    yield from _lines(line, [*(name for name, _ in words.asked), *words.derived])


def _conclusion_lines(line: _Line) -> Iterator[Candidate]:
    """``attribute: value`` of what rules may conclude."""
    yield from _lines(line, line.words.concluded)


def _lines(line: _Line, names: Iterable[str]) -> Iterator[Candidate]:
    name, colon, _ = line.typed.partition(":")
    if not colon:
        yield from (Candidate(f"{one}: ") for one in names)
        return
    own = line.words.attribute(name)
    values = line.words.values[own] if own is not None else ()
    yield from (Candidate(f"{name}: {value}") for value in values)


def _claims(line: _Line) -> Iterator[Candidate]:
    return _of(line.words.claims)


def _factors(line: _Line) -> Iterator[Candidate]:
    return map(Candidate, line.words.factors)


def _rule_files(line: _Line) -> Iterator[Candidate]:
    return map(Candidate, line.words.files)


def _codes(_: _Line) -> Iterator[Candidate]:
    return map(Candidate, message_codes())


def _kinds(_: _Line) -> Iterator[Candidate]:
    from ..mutation import KINDS  # noqa: PLC0415 - only here

    return map(Candidate, KINDS)


def _cases(line: _Line) -> Iterator[Candidate]:
    """The files of cases, from here, and whatever else lies on the way."""
    folder = case_folder(line.root)
    files = sorted(folder.rglob("*")) if folder.is_dir() else []
    own = (os.path.relpath(path) for path in files if path.suffix in ENDINGS)
    texts = dict.fromkeys((*own, *(one.text for one in _yaml(line))))
    return map(Candidate, texts)


def _yaml(line: _Line) -> Iterator[Candidate]:
    """The folders and YAML files that the typed path may lead to."""
    head, slash, last = line.typed.rpartition("/")
    folder = Path(f"{head}{slash}" or ".").expanduser()
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if path.name.startswith(".") and not last.startswith("."):
            continue
        if path.is_dir():
            yield Candidate(f"{head}{slash}{path.name}/")
        elif path.suffix in ENDINGS:
            yield Candidate(f"{head}{slash}{path.name}")


def _of(words: Words) -> Iterator[Candidate]:
    return (Candidate(word, about) for word, about in words)


_KINDS: Mapping[str, Callable[[_Line], Iterable[Candidate]]] = {
    "aims": _aims,
    "cases": _cases,
    "claims": _claims,
    "codes": _codes,
    "conclusion lines": _conclusion_lines,
    "conclusions": _conclusions,
    "conditions": _conditions,
    "facts": _facts,
    "factors": _factors,
    "given": _given,
    "kinds": _kinds,
    "rule files": _rule_files,
    "rules": _rules,
    "targets": _targets,
    "things": _things,
    "wishes": _wishes,
}

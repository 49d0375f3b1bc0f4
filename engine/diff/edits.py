"""What was edited between two versions: every rule, attribute, figure and sentence that differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ..diagnostics import Findings, Location
from ..nodes import Listing, Node, Text
from ..rules import KnowledgeBase, Rule
from ..words import fold
from ..yamltext import parse
from .lines import WEIGHTS, At, Line, Weight
from .records import BASE, Record, Subject, records, unordered
from .responsible import Edited

CONDITIONS = ("when", "unless")
"""What is told before what follows from it."""

Fate = Literal["added", "removed", "renamed", "moved", "changed"]


@dataclass(frozen=True, slots=True)
class LineEdit:
    """One line that differs; None where a version does not have it."""

    at: At
    before: str | None
    after: str | None
    weight: Weight


@dataclass(frozen=True, slots=True)
class Edit:
    """A subject that differs; one that was renamed ``was`` called otherwise."""

    subject: Subject
    fate: Fate
    lines: tuple[LineEdit, ...]
    old: Location | None = field(default=None, compare=False)
    new: Location | None = field(default=None, compare=False)
    was: str | None = None

    @property
    def weight(self) -> Weight:
        """How much it may matter: the gravest of its lines; a new name or place is form."""
        return min((line.weight for line in self.lines), key=WEIGHTS.index, default="form")


def edits(old: KnowledgeBase, new: KnowledgeBase) -> tuple[Edit, ...]:
    """Every difference of two knowledge bases, what bears on meaning first."""
    before, after = records(old), records(new)
    renamed = _renamed(before, after)
    found = list(_edits(before, after, renamed))
    return tuple(sorted(found, key=_gravity))


def edited(found: Iterable[Edit], redefined: frozenset[str]) -> Edited:
    """What of it can be named as a reason for another verdict.

    Attributes only where they are ``redefined``, and not by rules alone.
    """
    found = [each for each in found if each.weight == "meaning" or each.was is not None]
    names = {kind: {e.subject.name for e in found if e.subject.kind == kind} for kind in _REASONS}
    renamed = {each.was: each.subject.name for each in found if each.was is not None}
    rules = names["rule"] - set(renamed.values())
    return Edited(frozenset(rules), redefined & names["attribute"], renamed)


def same_files(old: KnowledgeBase, new: KnowledgeBase, found: Iterable[Edit]) -> tuple[str, ...]:
    """The files whose text differs, and nothing that they say."""
    places = {at.path for each in found for at in (each.old, each.new) if at is not None}
    return tuple(
        path
        for path, text in new.sources.items()
        if path in old.sources
        and text != old.sources[path]
        and path not in places
        and _content(path, text) == _content(path, old.sources[path])
    )


_REASONS = ("rule", "attribute")


def _edits(
    before: Mapping[Subject, Record],
    after: Mapping[Subject, Record],
    renamed: Mapping[Subject, Subject],
) -> Iterator[Edit]:
    ids = {one.name: other.name for one, other in renamed.items() if one.kind == "rule"}
    new_names = set(renamed.values())
    for subject, record in after.items():
        if subject in before:
            yield from _changed(before[subject], record, ids)
        elif subject not in new_names:
            lines = tuple(_lines({}, record.lines))
            yield Edit(subject, "added", lines, None, record.location)
    for subject, record in before.items():
        if subject in renamed:
            now = after[renamed[subject]]
            yield Edit(now.subject, "renamed", (), record.location, now.location, subject.name)
        elif subject not in after:
            lines = tuple(_lines(record.lines, {}))
            yield Edit(subject, "removed", lines, record.location, None)


def _changed(one: Record, other: Record, ids: Mapping[str, str]) -> Iterator[Edit]:
    same = one.same(other)
    lines = () if same else tuple(_lines(_with_new_ids(one, ids), other.lines))
    if not same and not lines and one.subject != BASE and not _only_new_ids(one, other, ids):
        lines = (_wordless(one, other),)
    if lines:
        yield Edit(other.subject, "changed", lines, one.location, other.location)
    elif _moved(one, other):
        yield Edit(other.subject, "moved", (), one.location, other.location)


def _moved(one: Record, other: Record) -> bool:
    places = [each.location and each.location.path for each in (one, other)]
    return None not in places and places[0] != places[1]


def _only_new_ids(one: Record, other: Record, ids: Mapping[str, str]) -> bool:
    """Whether two rules differ only in how a rule is called that they override."""
    if not (isinstance(one.value, Rule) and isinstance(other.value, Rule)):
        return False
    overrides = tuple(ids.get(name, name) for name in one.value.overrides)
    return replace(one.value, overrides=overrides) == other.value


def _wordless(one: Record, other: Record) -> LineEdit:
    """A difference that no line shows: an order, or else something that has no words here."""
    if unordered(one.value) == unordered(other.value):
        return LineEdit(At("order"), "as it was", "another one", "form")
    return LineEdit(At("something"), "as it was", "written in another way", "meaning")


def _lines(one: Mapping[At, Line], other: Mapping[At, Line]) -> Iterator[LineEdit]:
    """The lines that differ, in the order of the new version."""
    for at in sorted({**other, **one}, key=lambda at: at.part not in CONDITIONS):
        before, after = one.get(at), other.get(at)
        if before is None or after is None:
            line = before or after
            if line is not None and line.order is None:
                yield LineEdit(at, _text(before), _text(after), line.weight)
        elif before.order is not None and after.order is not None:
            if _in_common(before.order, after.order) != _in_common(after.order, before.order):
                yield LineEdit(at, before.text, after.text, after.weight)
        elif before.text != after.text:
            yield LineEdit(at, before.text, after.text, after.weight)


def _text(line: Line | None) -> str | None:
    return None if line is None else line.text


def _in_common(keys: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    return [key for key in keys if key in others]


def _renamed(
    before: Mapping[Subject, Record], after: Mapping[Subject, Record]
) -> dict[Subject, Subject]:
    """The rules that say the same under another id, references to renamed ones being the same."""
    twins: dict[object, list[Record]] = {}
    for subject, record in after.items():
        if subject not in before and _is_rule(record):
            twins.setdefault(_but_overrides(record), []).append(record)
    found: dict[Subject, Subject] = {}
    for subject, record in before.items() if twins else ():
        if subject not in after and _is_rule(record):
            alike = twins.get(_but_overrides(record))
            if alike:
                found[subject] = alike.pop(0).subject
    while True:
        ids = {one.name: other.name for one, other in found.items()}
        kept = {
            one: other
            for one, other in found.items()
            if _with_new_ids(before[one], ids) == after[other].lines
        }
        if len(kept) == len(found):
            return found
        found = kept  # what overrides a rule that was not renamed after all is not the same


def _but_overrides(record: Record) -> frozenset[tuple[At, Line]]:
    """What a rule says, but for the rules that it overrides, which may have new ids."""
    lines = record.lines.items()
    return frozenset((at, line) for at, line in lines if "overrides" not in at.part)


def _with_new_ids(record: Record, ids: Mapping[str, str]) -> Mapping[At, Line]:
    """The lines of a record, rules that it overrides under the ids that they have now."""
    if not ids or not _is_rule(record):
        return record.lines
    return {
        replace(at, key=ids.get(at.key, at.key)) if at.part == "overrides" else at: line
        for at, line in record.lines.items()
    }


def _is_rule(record: Record) -> bool:
    return record.subject.kind == "rule"


def _gravity(edit: Edit) -> tuple[int, int, str, int, str]:
    kind = edit.subject.kind
    place = edit.new or edit.old
    path, line = (place.path, place.line) if place is not None else ("", 0)
    return WEIGHTS.index(edit.weight), int(kind != "rule"), path, line, edit.subject.name


def _content(path: str, text: str) -> object:
    """What a file says, whatever the order of its keys."""
    node = parse(text.encode(), path, Findings())
    return None if node is None else _plain(node)


def _plain(node: Node) -> object:
    match node:
        case Text(value):
            return value
        case Listing(items):
            return tuple(map(_plain, items))
        case _:
            return frozenset((fold(key.value), _plain(value)) for key, value in node)

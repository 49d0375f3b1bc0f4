"""All profiles at once: which verdicts change, for how many, for whom, with examples and proof.

Entries that rest on nothing that was edited are the same for everybody. The others are compiled
from both versions over one set of classes. Where that is too large, entry by entry as far as that
goes; what is left is searched by random profiles, which proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic

from ..diagram.nodes import OverBudgetError
from ..values import Facts
from ..verify.space import Space
from ..verify.ways import example
from .affected import affected, touched
from .contrasting import Contrasting, shows
from .counting import Census, Count
from .forms import Key
from .pairing import Pair, focused, pair
from .parts import Part, parts, region
from .places import described
from .regions import Box, cover, hull
from .report import Change, Contrast, Everyone, Place, Region, Scope
from .searching import Searched, search
from .shifts import SAME, Move, Shift

BUDGET = 200_000
PART_BUDGET = 60_000
MOST_SECONDS = 8.0
MOST_EXAMPLES = 24
FIRST_BOXES, OTHER_BOXES = 3, 1
MOST_BOXED = 12
ALL_BOXES = 3


def everyone(both: Contrasting) -> Everyone:
    """Every change of the verdict, over all profiles that both versions can be told."""
    old, new = both.old.program("all"), both.new.program("all")
    names = affected(old, new)
    keys = touched(*both.forms, names, both.keys)
    plain = Scope(both.common.profiles, both.common.told, None, both.common.apart)
    if not keys:
        return Everyone(plain, (), (), Count(0, 0), Count(0, 0))
    found = _Found(both, keys[0])
    try:
        whole = _paired(both, keys, BUDGET)
        found.take(whole, keys)
        scope = replace(plain, classes=_classes(whole))
        return found.everyone(scope, _union(found, whole))
    except OverBudgetError as error:
        return _in_parts(both, keys, plain, str(error))


def _in_parts(both: Contrasting, keys: Sequence[Key], plain: Scope, reason: str) -> Everyone:
    """Each entry by itself as far as it fits, and the rest searched."""
    found, until, classes = _Found(both, keys[0]), monotonic() + MOST_SECONDS, 0
    left: list[Key] = []
    for key in keys:
        try:
            if monotonic() > until:
                left.append(key)
                continue
            one = _paired(both, (key,), PART_BUDGET)
            found.take(one, (key,))
            classes = max(classes, _classes(one))
        except OverBudgetError:
            left.append(key)
    searched = search(both, left) if left else Searched()
    found.add(searched)
    scope = replace(
        plain,
        classes=classes or None,
        open=tuple(left),
        reason=reason,
        searched=searched.count,
        seed=searched.seed,
    )
    return found.everyone(scope, None)


def _paired(both: Contrasting, keys: Iterable[Key], budget: int) -> Pair:
    wanted = tuple(keys)
    versions = (both.old, both.new)
    old, new = (
        focused(version.program("all"), form, wanted)
        for version, form in zip(versions, both.forms, strict=True)
    )
    return pair(old, new, both.common, budget)


def _classes(one: Pair) -> int:
    return one.diagram.size.cells


@dataclass(frozen=True, slots=True)
class _Union:
    """Where any entry differs."""

    pair: Pair
    region: int


def _union(found: _Found, whole: Pair) -> _Union | None:
    nodes, region_ = whole.nodes, whole.nodes.false
    try:
        for part in found.parts:
            region_ = nodes.either(region_, region(whole, part, _any))
    except OverBudgetError:
        return None
    return _Union(whole, region_)


def _any(_: Shift) -> bool:
    return True


@dataclass(slots=True)
class _Found:
    """Changes and examples so far; ``first`` is the entry that is told in most detail."""

    both: Contrasting
    first: Key
    changes: list[Change] = field(default_factory=list)
    examples: list[Contrast] = field(default_factory=list)
    shifts: list[Mapping[Key, Shift]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def take(self, one: Pair, keys: Iterable[Key]) -> None:
        """The changes of these entries. Raises OverBudgetError."""
        full, partly = Census(one, partly=False), Census(one, partly=True)
        new = list(parts(one, self.both.forms, keys))
        for part in new:
            for shift, where, sure in _shifts(one, part):
                counts, others = (
                    Count(census.count(sure).least, census.count(where).most)
                    for census in (full, partly)
                )
                at = self._example(one, part.key, shift, where)
                regions = self._regions(one, part.key, sure, full)
                self.changes.append(Change(part.key, shift, counts, others, at, *regions))
        self.parts += new

    def add(self, searched: Searched) -> None:
        """What a search came upon."""
        for key, shift, told, times in searched.found:
            at = self._known(key, shift)
            if at is None:
                at = self._keep(told)
            self.changes.append(Change(key, shift, None, None, at, found=times))

    def everyone(self, scope: Scope, union: _Union | None) -> Everyone:
        """All of it, with whom it touches where that is known."""
        found = Everyone(scope, tuple(self.changes), tuple(self.examples))
        if union is None:
            return found
        one, where = union.pair, union.region
        full, partly = Census(one, partly=False), Census(one, partly=True)
        try:
            covered = cover(one, where, full, ALL_BOXES)
        except OverBudgetError:
            return found
        return replace(
            found,
            touched=full.count(where),
            touched_partly=partly.count(where),
            common=_place(one, hull(one, where)) if where != one.nodes.false else (),
            regions=_told(one, covered.boxes, full),
            covered=covered.covered,
        )

    def _example(self, one: Pair, key: Key, shift: Shift, where: int) -> int | None:
        known = self._known(key, shift)
        if known is not None or len(self.examples) >= MOST_EXAMPLES:
            return known

        def is_one(told: Facts) -> bool:
            found = self.both.shifts(self.both.tried(told)).get(key)
            return found is not None and shows(found, shift)

        told = example(Space(one.new), where, is_one)
        return None if told is None else self._keep(told)

    def _keep(self, told: Facts) -> int | None:
        """The number of a new example, confirmed by the engine of a consultation."""
        shown = self.both.shown(told)
        if shown is None:
            return None
        self.examples.append(shown)
        self.shifts.append(self.both.shifts(self.both.tried(told)))
        return len(self.examples) - 1

    def _known(self, key: Key, shift: Shift) -> int | None:
        """An example that shows this too."""
        for at, shifts in enumerate(self.shifts):
            if key in shifts and shows(shifts[key], shift):
                return at
        return None

    def _regions(
        self, one: Pair, key: Key, where: int, full: Census
    ) -> tuple[tuple[Region, ...], int]:
        boxed = sum(bool(change.regions) for change in self.changes)
        if key.kind != "field" or boxed >= MOST_BOXED:
            return (), 0
        try:
            found = cover(one, where, full, FIRST_BOXES if key == self.first else OTHER_BOXES)
        except OverBudgetError:
            return (), 0
        return _told(one, found.boxes, full), found.covered


def _shifts(one: Pair, part: Part) -> Iterator[tuple[Shift, int, int]]:
    """Each way in which an entry differs: where it may, and where it does for certain.

    Moves of a figure are one, from the least to the most.
    """
    nodes = one.nodes
    found = [nodes.value[leaf] for leaf in _leaves(one, part.moved)]
    moves = [each for each in found if isinstance(each, Move)]
    if moves:
        whole = Move(min(each.least for each in moves), max(each.most for each in moves))
        where = region(one, part, _is_move)
        yield whole, where, region(one, part, _is_certain_move)
    turns = [each for each in found if each is not SAME and not isinstance(each, Move)]
    for turn in turns:
        where = region(one, part, turn.__eq__)
        yield turn, where, where  # type: ignore[misc]


def _is_move(shift: Shift) -> bool:
    return isinstance(shift, Move)


def _is_certain_move(shift: Shift) -> bool:
    return isinstance(shift, Move) and shift.certain


def _leaves(one: Pair, root: int) -> list[int]:
    seen, todo = set[int](), [root]
    found = []
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo.extend(one.nodes.children[at])
            if not one.nodes.children[at]:
                found.append(at)
    return sorted(found)


def _told(one: Pair, boxes: Iterable[Box], full: Census) -> tuple[Region, ...]:
    return tuple(Region(_place(one, box), full.boxed(box)) for box in boxes)


def _place(one: Pair, box: Box) -> Place:
    said = (
        (entry.attribute.name, described(entry, chosen))
        for entry, chosen in zip(one.inputs, box, strict=True)
    )
    return tuple((name, text) for name, text in said if text is not None)

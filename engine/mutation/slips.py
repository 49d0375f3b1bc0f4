"""Every small slip in a condition: dropped, negated, a number or a list beside what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ..cases.parts import NO_ROW_ABOVE, rows_above
from ..conditions import (
    ALWAYS,
    ORDER,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    NoneOf,
    Test,
    describe,
    literals,
)
from ..diagnostics import Location
from ..rules import KnowledgeBase, Rule
from ..vocabulary import Evidence, ListOf, OneOf
from .mutant import Kind

LISTED = (Test.IS, Test.INCLUDES)

Rebuild = Callable[[Condition | None], Condition]
"""What makes the whole of something in the place of a part, or of nothing."""


@dataclass(frozen=True, slots=True)
class Tweak:
    """The whole ``condition`` after a slip in the part that is ``said``."""

    kind: Kind
    said: str
    done: str
    title: str
    condition: Condition
    location: Location | None = field(default=None, compare=False)


def slips(condition: Condition, knowledge: KnowledgeBase, rule: Rule) -> Iterator[Tweak]:
    """Every slip in a whole condition."""

    def whole(part: Condition | None) -> Condition:
        return ALWAYS if part is None else part

    yield from _Slips(knowledge, rule).within(condition, whole, top=True)


class _Slips:
    def __init__(self, knowledge: KnowledgeBase, rule: Rule) -> None:
        self._knowledge, self._rule = knowledge, rule

    def within(self, part: Condition, rebuild: Rebuild, *, top: bool = False) -> Iterator[Tweak]:
        """The slips of one part, and of all that is in it."""
        if part == ALWAYS:
            return
        if isinstance(part, NoneOf) and rows_above(part, self._rule):
            yield self._dropped(part, rebuild, NO_ROW_ABOVE)
            return
        if not (top and isinstance(part, AllOf)):
            yield self._dropped(part, rebuild, describe(part))
            yield self._negated(part, rebuild)
        match part:
            case NoneOf((only,)):
                yield from self._inside(only, lambda new: rebuild(_none(new)))
            case _:
                yield from self._inside(part, rebuild)

    def _inside(self, part: Condition, rebuild: Rebuild) -> Iterator[Tweak]:
        match part:
            case Comparison():
                yield from self._moved(part, rebuild)
                yield from self._added((part,), rebuild)
            case AnyOf(parts) if _one_list(parts):
                yield from self._removed(parts, rebuild)
                yield from self._added(parts, rebuild)  # type: ignore[arg-type]
            case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
                for at, each in enumerate(parts):
                    yield from self.within(each, _beside(rebuild, type(part), parts, at))

    def _dropped(self, part: Condition, rebuild: Rebuild, said: str) -> Tweak:
        title = f"needs {said}" if said != NO_ROW_ABOVE else "after the rows above"
        return Tweak("drop condition", said, "were deleted", title, rebuild(None), at(part))

    def _negated(self, part: Condition, rebuild: Rebuild) -> Tweak:
        said, other = describe(part), _opposite(part)
        done = f'became "{describe(other)}"'
        return Tweak("negate condition", said, done, f"where {said}", rebuild(other), at(part))

    def _moved(self, part: Comparison, rebuild: Rebuild) -> Iterator[Tweak]:
        """The number one of its last digit lower, and one higher."""
        if not isinstance(part.operand, Decimal) or part.test not in (*ORDER, Test.IS):
            return
        digit = Decimal(1).scaleb(min(int(part.operand.as_tuple().exponent), 0))
        for number in (part.operand - digit, part.operand + digit):
            moved = Comparison(part.attribute, part.test, number, part.location)
            done, title = f'became "{describe(moved)}"', f"just where {describe(part)}"
            yield Tweak(
                "move threshold", describe(part), done, title, rebuild(moved), part.location
            )

    def _removed(self, parts: tuple[Condition, ...], rebuild: Rebuild) -> Iterator[Tweak]:
        for number, one in enumerate(parts):
            left = (*parts[:number], *parts[number + 1 :])
            assert isinstance(one, Comparison)  # noqa: S101 - a list of values
            done, title = f'lacked "{one.operand}"', f"where {describe(one)}"
            condition = rebuild(left[0] if len(left) == 1 else AnyOf(left))
            said = describe(AnyOf(parts))
            yield Tweak("remove value", said, done, title, condition, one.location)

    def _added(self, parts: tuple[Comparison, ...], rebuild: Rebuild) -> Iterator[Tweak]:
        """One more value: the next of the vocabulary that is not listed."""
        one = parts[-1]
        if one.test not in LISTED or not isinstance(one.operand, str):
            return
        words, listed = self._words(one.attribute), {part.operand for part in parts}
        start = words.index(one.operand)
        around = (*words[start + 1 :], *words[:start])
        for word in tuple(word for word in around if word not in listed)[:1]:
            more = Comparison(one.attribute, one.test, word, one.location)
            done, title = f'also had "{word}"', f"not where {describe(more)}"
            said, condition = describe(AnyOf(parts)), rebuild(AnyOf((*parts, more)))
            yield Tweak("add value", said, done, title, condition, one.location)

    def _words(self, name: str) -> tuple[str, ...]:
        match self._knowledge.vocabulary[name].kind:
            case OneOf(words) | ListOf(words):
                return words
            case Evidence(scale):
                return tuple(entry.word for entry in self._knowledge.scales[scale].words)
            case _:
                return ()


def at(part: Condition) -> Location | None:
    """Where a condition begins."""
    places = (literal.comparison.location for literal in literals(part))
    return next((place for place in places if place is not None), None)


def _none(part: Condition | None) -> Condition:
    return ALWAYS if part is None else NoneOf((part,))


def _opposite(part: Condition) -> Condition:
    match part:
        case NoneOf((only,)):
            return only
        case NoneOf(parts):
            return AnyOf(parts)
        case _:
            return NoneOf((part,))


def _one_list(parts: tuple[Condition, ...]) -> bool:
    """Whether this is a list of values of one attribute."""
    if not all(isinstance(part, Comparison) and part.test in LISTED for part in parts):
        return False
    return len({part.attribute for part in parts if isinstance(part, Comparison)}) == 1


def _beside(
    rebuild: Rebuild, kind: type[AllOf | AnyOf | NoneOf], parts: tuple[Condition, ...], number: int
) -> Rebuild:
    def rebuilt(new: Condition | None) -> Condition:
        others = (parts[:number], parts[number + 1 :])
        if new is None:
            left = (*others[0], *others[1])
            return rebuild(left[0] if len(left) == 1 and kind is not NoneOf else kind(left))
        return rebuild(kind((*others[0], new, *others[1])))

    return rebuilt

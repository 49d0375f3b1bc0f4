"""Random profiles where no proof fits: what is found is found, and nothing found proves nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from random import Random
from time import monotonic

from ..conditions import Comparison, Test, literals
from ..rules import Rule
from ..values import Facts, Value
from ..verify.cones import profiles_at_random
from ..vocabulary import Attribute, ListOf
from .common import holds
from .contrasting import Contrasting
from .forms import Key
from .shifts import Shift, kind_of, widest

MOST_SEARCHED = 1_000
MOST_SECONDS = 6.0
SEED = 1


@dataclass(frozen=True, slots=True)
class Searched:
    """How many profiles were tried, and for each change one of them and how many showed it."""

    count: int = 0
    seed: int = SEED
    found: tuple[tuple[Key, Shift, Facts, int], ...] = ()


def search(both: Contrasting, keys: Collection[Key]) -> Searched:
    """Profiles drawn at random, half of them towards the rules that differ."""
    until, count = monotonic() + MOST_SECONDS, 0
    seen: dict[tuple[Key, object], tuple[Shift, Facts, int]] = {}
    for told in islice(_profiles(both), MOST_SEARCHED):
        if monotonic() > until:
            break
        count += 1
        for key, shift in both.shifts(both.tried(told)).items():
            if key in keys:
                kind = key, kind_of(shift)
                before, first, times = seen.get(kind, (shift, told, 0))
                seen[kind] = widest(before, shift), min(first, told, key=len), times + 1
    found = ((key, *rest) for (key, _), rest in seen.items())
    return Searched(count, SEED, tuple(found))


def _profiles(both: Contrasting) -> Iterator[Facts]:
    random = Random(SEED)  # noqa: S311 - no secret
    differing = _differing_rules(both)
    drawn = profiles_at_random(both.new.program("all"), random)
    for number, told in enumerate(drawn):
        facts = dict(both.common.shared(told))
        if differing and number % 2:
            facts.update(_towards(random.choice(differing), both, random))
        yield facts


def _differing_rules(both: Contrasting) -> list[Rule]:
    old, new = both.old.knowledge.rules, both.new.knowledge.rules
    known = {rule.id: rule for rule in old}
    later = {rule.id: rule for rule in new}
    gone = [rule for rule in old if rule.id not in later]
    return [rule for rule in new if known.get(rule.id) != rule] + gone


def _towards(rule: Rule, both: Contrasting, random: Random) -> Facts:
    """What the conditions of a rule ask for, or nearly so."""
    known = {each.name: each for each in both.common.attributes}
    found: dict[str, Value | None] = {}
    for literal in literals(rule.when):
        one = literal.comparison
        if literal.positive and one.attribute in known:
            value = _wanted(one, found.get(one.attribute), random)
            if value is not None and holds(known[one.attribute], value):
                found[one.attribute] = value
    return {name: _in_turn(known[name], value) for name, value in found.items()}


def _in_turn(attribute: Attribute, value: Value | None) -> Value | None:
    """A list in the order of the vocabulary."""
    if isinstance(attribute.kind, ListOf) and isinstance(value, tuple):
        return tuple(word for word in attribute.kind.values if word in value)
    return value


def _wanted(one: Comparison, now: Value | None, random: Random) -> Value | None:
    match one.operand:
        case Decimal() as figure:
            return figure + random.choice((-1, 0, 1))
        case str() as word if one.test is Test.INCLUDES:
            return (*now, word) if isinstance(now, tuple) and word not in now else (word,)
        case str() as word:
            return word
        case _:
            return None

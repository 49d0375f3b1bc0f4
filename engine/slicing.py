"""Parts of a program: what some attributes rest on, and what is left to infer when some change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .strata import Program, Stratum


def sliced(program: Program, wanted: Iterable[str]) -> tuple[Program, frozenset[str]]:
    """The program without what ``wanted`` does not rest on, and all attributes that it rests on.

    Rules keep their numbers. What is left comes out exactly as in the whole program.
    """
    rules, names = _behind(program, wanted)
    strata = (_without_others(stratum, rules, names) for stratum in program.strata)
    kept = tuple(stratum for stratum in strata if stratum.rules or stratum.closings)
    return replace(program, strata=kept), frozenset(names)


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left to infer when some attributes change: all that they may ``affect``.

    Everything else is to be told as it came out before.
    """

    program: Program
    affected: frozenset[str]


def rest(program: Program, changing: Iterable[str]) -> Rest:
    """What is left of a program when these attributes change and all others are settled."""
    affected = set(changing)
    for stratum in program.strata:
        for closing in stratum.closings:
            if not affected.isdisjoint(closing.influences):
                affected.add(closing.name)
    closings = [each for stratum in program.strata for each in stratum.closings]
    settled = (*program.asked, *(each.name for each in closings))
    rules = _firing(program, (each.writers for each in closings if each.name in affected))
    strata = (_without_others(stratum, rules, affected) for stratum in program.strata)
    kept = tuple(stratum for stratum in strata if stratum.rules or stratum.closings)
    asked = tuple(name for name in settled if name not in affected)
    return Rest(replace(program, strata=kept, asked=asked), frozenset(affected))


def _firing(program: Program, writers: Iterable[tuple[int, ...]]) -> set[int]:
    """These rules, and all that may set them aside."""
    found, todo = set[int](), [number for numbers in writers for number in numbers]
    while todo:
        number = todo.pop()
        if number not in found:
            found.add(number)
            todo += program.overriders.get(number, ())
    return found


def _behind(program: Program, wanted: Iterable[str]) -> tuple[set[int], set[str]]:
    """The rules and the attributes on which ``wanted`` rests."""
    writers: dict[str, list[int]] = defaultdict(list)
    for number, concludes in enumerate(program.concludes):
        for name in concludes:
            writers[name].append(number)
    rules, names = set[int](), set[str]()
    todo: list[str | int] = list(wanted)
    while todo:
        node = todo.pop()
        if isinstance(node, int) and node not in rules:
            rules.add(node)
            todo += [*program.reads[node], *program.overriders.get(node, ())]
        elif isinstance(node, str) and node not in names:
            names.add(node)
            todo += [*program.knowledge.vocabulary[node].reads(), *writers[node]]
    return rules, names


def _without_others(stratum: Stratum, rules: set[int], names: set[str]) -> Stratum:
    closings = tuple(
        replace(closing, fragile=())  # provisos change no word
        for closing in stratum.closings
        if closing.name in names
    )
    return replace(
        stratum,
        rules=tuple(number for number in stratum.rules if number in rules),
        closings=closings,
        closes=tuple(closing.name for closing in closings),
    )

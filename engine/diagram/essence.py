"""Everything of a verdict that an answer can change, as diagrams: so that "matters" is exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ..presentation import Field
from ..values import UNKNOWN, Net
from ..vocabulary import Evidence
from .advice_orders import advice_orders
from .compiling import Compiled
from .cutting import placeholders
from .settling import candidates


@dataclass(frozen=True, slots=True)
class Essence:
    """Diagrams one of which changes wherever a verdict does.

    ``orders``, of those that look at some levels, are dear: only what moves ``calls`` and nothing
    of ``plain`` needs them.
    """

    plain: tuple[int, ...]
    calls: tuple[int, ...]
    orders: Callable[[frozenset[int]], Iterator[int]]


def essence(compiled: Compiled) -> Essence:
    """A diagram for each part of ``outlook.essence``."""
    if compiled.program.knowledge.verdict is None:
        standing = map(compiled.settling.standing, compiled.settling.fired)
        return Essence(tuple(dict.fromkeys(standing)), (), lambda _: iter(()))
    advice = advice_orders(compiled)
    parts = (_fields, _pulls, _said, _set_aside)
    found = [number for part in parts for number in part(compiled)]
    found += [*compiled.settling.clashes.values(), *advice.there]
    nodes = compiled.workspace.nodes
    plain = tuple(number for number in dict.fromkeys(found) if nodes.children[number])
    return Essence(plain, advice.calls, advice.pairs)


def _fields(compiled: Compiled) -> Iterator[int]:
    """What the verdict shows, ``otherwise`` being as good as a value."""
    form = compiled.program.knowledge.verdict
    for entry in form.fields if form is not None else ():
        if isinstance(entry.shows, tuple):
            members = [_field(compiled, member) for member in entry.shows]
            nodes = compiled.workspace.nodes
            there = nodes.map("has value", _has_value, members[0]) if members else nodes.true
            yield from (nodes.choose(there, member, nodes.terminal(None)) for member in members)
        else:
            yield _field(compiled, entry)


def _field(compiled: Compiled, entry: Field) -> int:
    nodes = compiled.workspace.nodes
    if isinstance(entry.shows, str):
        value = compiled.value(entry.shows)
        return nodes.map(("shown", entry.otherwise), partial(_shown, entry.otherwise), value)
    if isinstance(entry.shows, tuple):
        return nodes.terminal(None)
    return compiled.testing.holds(entry.shows)


def _shown(otherwise: str | None, value: object) -> object:
    return value if _has_value(value) else otherwise


def _has_value(value: object) -> bool:
    return not (value is None or value is UNKNOWN)


def _pulls(compiled: Compiled) -> Iterator[int]:
    """Which rules pull, and which of their pulls count."""
    program, settling, nodes = compiled.program, compiled.settling, compiled.workspace.nodes
    for stratum in program.strata:
        for closing in stratum.closings:
            if isinstance(closing.kind, Evidence):
                scale = program.knowledge.scales[closing.kind.scale]
                found = [
                    (side, candidate)
                    for number in closing.writers
                    for side, candidate in candidates(
                        program.rules[number], number, closing.name, scale
                    )
                ]
                yield from map(settling.standing, closing.writers)
                for side, one in found:
                    counts = settling.standing(one.number)
                    for other_side, other in found:
                        if other_side == side and other.beats(one):
                            stronger = settling.standing(other.number)
                            counts = nodes.choose(stronger, nodes.false, counts)
                    yield counts


def _said(compiled: Compiled) -> Iterator[int]:
    """Which sentences are said, and with which values in them."""
    form, nodes = compiled.program.knowledge.verdict, compiled.workspace.nodes
    if form is None:
        return
    yield compiled.testing.holds(form.cannot_tell)
    before = nodes.false
    for saying in form.headline:  # the first that holds
        holds = compiled.testing.holds(saying.when)
        yield from _text(compiled, nodes.choose(before, nodes.false, holds), saying.says)
        before = nodes.either(before, holds)
    for saying in form.remarks:
        yield from _text(compiled, compiled.testing.holds(saying.when), saying.says)
    for name in form.advice:
        for word, given in compiled.workspace.lists[name].words.items():
            advice = compiled.program.knowledge.advice.get(name, {}).get(word)
            if advice is not None:
                yield from _text(compiled, given, advice.says)


def _text(compiled: Compiled, said: int, text: str) -> Iterator[int]:
    nodes = compiled.workspace.nodes
    yield said
    for name in placeholders(text):
        if name in compiled.program.knowledge.vocabulary:
            value = nodes.map("in a text", _in_a_text, compiled.value(name))
            yield nodes.choose(said, value, nodes.terminal(None))


def _in_a_text(value: object) -> object:
    return value.word if isinstance(value, Net) else value


def _set_aside(compiled: Compiled) -> Iterator[int]:
    """How many standing rules set aside each rule that fired."""
    nodes, settling = compiled.workspace.nodes, compiled.settling
    for number, overriders in compiled.program.overriders.items():
        total = nodes.terminal(0)
        for by in overriders:
            one = nodes.choose(settling.standing(by), nodes.terminal(1), nodes.terminal(0))
            total = nodes.combine("count", lambda a, b: a + b, total, one)  # type: ignore[operator]
        yield nodes.choose(settling.fired[number], total, nodes.terminal(0))

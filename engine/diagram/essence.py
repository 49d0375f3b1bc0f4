"""Everything of a verdict that an answer can change, as diagrams: so that "matters" is exact."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..presentation import Field
from ..values import UNKNOWN, Net
from ..vocabulary import Evidence
from .compiling import Compiled
from .cutting import placeholders
from .settling import candidates


def essence(compiled: Compiled) -> tuple[int, ...]:
    """Diagrams one of which changes wherever a part of ``outlook.essence`` does."""
    if compiled.program.knowledge.verdict is None:
        return tuple(dict.fromkeys(map(compiled.settling.standing, compiled.settling.fired)))
    parts = (_fields, _pulls, _sayings, _advice, _set_aside)
    found = [number for part in parts for number in part(compiled)]
    found += compiled.settling.clashes.values()
    nodes = compiled.workspace.nodes
    return tuple(number for number in dict.fromkeys(found) if nodes.children[number])


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


def _sayings(compiled: Compiled) -> Iterator[int]:
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


def _advice(compiled: Compiled) -> Iterator[int]:
    """Which rules call for advice, for they decide its order, its texts and its reasons."""
    program, form = compiled.program, compiled.program.knowledge.verdict
    closings = {each.name: each for stratum in program.strata for each in stratum.closings}
    for name in form.advice if form is not None else ():
        texts = program.knowledge.advice.get(name, {})
        for number in closings[name].writers if name in closings else ():
            yield from _text(
                compiled, compiled.settling.standing(number), program.rules[number].because
            )
        for word, given in compiled.workspace.lists[name].words.items():
            if word in texts:
                yield from _text(compiled, given, f"{texts[word].says} {texts[word].because}")


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
    """Which standing rules set aside each rule that fired."""
    nodes, settling = compiled.workspace.nodes, compiled.settling
    for number, overriders in compiled.program.overriders.items():
        for by in overriders:
            yield nodes.choose(settling.fired[number], settling.standing(by), nodes.false)

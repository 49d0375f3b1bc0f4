"""What a verdict says, as diagrams: two bases say the same if these are the same.

Which rules gave a reason, and in which order advice stands, is not part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..diagram.compiling import Compiled
from ..diagram.cutting import placeholders
from ..presentation import Field, Saying
from ..values import UNKNOWN, Net


def substance(compiled: Compiled) -> tuple[int, ...]:
    """Every part, always in the same order; of a base without a verdict all that is derived."""
    form = compiled.program.knowledge.verdict
    if form is None:
        return tuple(_derived(compiled))
    parts = [
        *(each for entry in form.fields for each in _field(compiled, entry)),
        compiled.testing.holds(form.cannot_tell),
        *_headline(compiled, form.headline),
        *(each for saying in form.remarks for each in _remark(compiled, saying)),
        *(each for name in form.advice for each in _advice(compiled, name)),
    ]
    return tuple(parts)


def _derived(compiled: Compiled) -> Iterator[int]:
    for attribute in compiled.program.knowledge.vocabulary:
        if not attribute.asked:
            if compiled.is_list(attribute.name):
                words = compiled.workspace.lists[attribute.name].words
                yield from (words.get(word, 0) for word in attribute.kind.values)  # type: ignore[union-attr]
            else:
                yield compiled.value(attribute.name)


def _field(compiled: Compiled, entry: Field) -> Iterator[int]:
    match entry.shows:
        case str() as name:
            shown = partial(_shown, entry.otherwise)
            yield compiled.workspace.nodes.map(
                ("substance", entry.otherwise), shown, compiled.value(name)
            )
        case tuple() as members:
            for member in members:
                yield from _field(compiled, member)
        case condition:
            yield compiled.testing.holds(condition)


def _headline(compiled: Compiled, sayings: tuple[Saying, ...]) -> Iterator[int]:
    nodes, before = compiled.workspace.nodes, compiled.workspace.nodes.false
    for saying in sayings:
        holds = compiled.testing.holds(saying.when)
        said = nodes.choose(before, nodes.false, holds)
        yield said
        yield from _values(compiled, said, saying.says)
        before = nodes.either(before, holds)


def _remark(compiled: Compiled, saying: Saying) -> Iterator[int]:
    said = compiled.testing.holds(saying.when)
    yield said
    yield from _values(compiled, said, saying.says)


def _advice(compiled: Compiled, name: str) -> Iterator[int]:
    texts = compiled.program.knowledge.advice.get(name, {})
    given = compiled.workspace.lists[name].words if name in compiled.workspace.lists else {}
    for word, text in texts.items():
        said = given.get(word, compiled.workspace.nodes.false)
        yield said
        yield from _values(compiled, said, f"{text.says} {text.because}")


def _values(compiled: Compiled, said: int, text: str) -> Iterator[int]:
    """What a sentence shows of each attribute that it names, where it is said."""
    nodes = compiled.workspace.nodes
    for name in placeholders(text):
        if name in compiled.program.knowledge.vocabulary:
            value = nodes.map("substance in a text", _in_a_text, compiled.value(name))
            yield nodes.choose(said, value, nodes.terminal(None))


def _shown(otherwise: str | None, value: object) -> object:
    return otherwise if value is None or value is UNKNOWN else value


def _in_a_text(value: object) -> object:
    return value.word if isinstance(value, Net) else value

"""How something was concluded: the part of the proof that leads to it, down to what was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..consultation import Consultation
from ..values import UNKNOWN, Net, State, Value
from .links import Links, Need, Reason
from .misses import Misses, why_not
from .targets import Target, find


@dataclass(frozen=True, slots=True)
class Open:
    """An attribute without a value: what it is computed from, or the rules that might have."""

    attribute: str
    value: State
    asked: bool
    reads: tuple[str, ...] = ()
    misses: Misses | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """The answer to how: what was asked, its steps by number, and what has no value and why."""

    consultation: Consultation
    target: Target
    needs: tuple[Need, ...]
    reasons: tuple[Reason, ...]
    open: tuple[Open, ...]

    def reason(self, number: int) -> Reason:
        """The step of this number with what it rests on."""
        return next(each for each in self.reasons if each.step.number == number)

    @property
    def roots(self) -> tuple[int, ...]:
        """The steps that conclude what was asked."""
        return tuple(dict.fromkeys(number for need in self.needs for number in need.steps))

    @property
    def told(self) -> tuple[Need, ...]:
        """All the facts of the person that it comes down to, each once."""
        needs = (*self.needs, *(need for reason in self.reasons for need in reason.needs))
        facts = {need.attribute: need for need in needs if need.kind in {"told", "export"}}
        order = self.consultation.run.program.order
        return tuple(facts[name] for name in order if name in facts)


def how(consultation: Consultation, target: str | Target) -> Derivation:
    """How a field, an attribute, an entry of a list, a rule or a step came about.

    Raises DunbarError when there is no such thing.
    """
    if isinstance(target, str):
        target = find(consultation, target)
    links = Links(consultation)
    needs = tuple(_needs(consultation, links, target))
    return Derivation(
        consultation,
        target,
        needs,
        _reasons(links, needs),
        tuple(_open(consultation, target)),
    )


def _needs(consultation: Consultation, links: Links, target: Target) -> Iterator[Need]:
    step = target.step or (links.by_id.get(target.rule.id) if target.rule is not None else None)
    if step is not None:
        for name, value in step.concluded:
            yield Need(name, value, "derived", (step.number,))
        return
    for name in target.attributes:
        if target.value is None:
            yield links.need(name)
        else:
            yield from _need_of_value(consultation, links, name, target.value)


def _need_of_value(
    consultation: Consultation, links: Links, name: str, wanted: Value
) -> Iterator[Need]:
    """The steps that said just this value; nothing where it is not the case."""
    present = consultation.run.memory.get(name, UNKNOWN)
    if isinstance(present, tuple) and wanted in present:
        need = links.need(name)
        said = tuple(number for number in need.steps if links.says(number, name, wanted))
        yield Need(name, (str(wanted),), need.kind, said, (), need.written)
    elif present == wanted or (isinstance(present, Net) and present.word == wanted):
        yield links.need(name)


def _reasons(links: Links, needs: Iterable[Need]) -> tuple[Reason, ...]:
    """Every step that is reached from these, by number."""
    found: dict[int, Reason] = {}
    todo = [number for need in needs for number in (*need.steps, *need.aside)]
    while todo:
        number = todo.pop()
        if number not in found:
            reason = found[number] = links.reason(number)
            todo += reason.reaches
    return tuple(found[number] for number in sorted(found))


def _open(consultation: Consultation, target: Target) -> Iterator[Open]:
    """What was asked and has no value, and all that stands in its way."""
    if target.rule is not None or target.value is not None:
        found = why_not(consultation, target)
        if not found.so:
            yield Open(target.name, found.present, asked=False, misses=found)
        return
    clashes = {clash.attribute for clash in consultation.run.clashes}
    todo = [name for name in target.attributes if name not in clashes]
    seen = {*todo}
    if any(_has_value(consultation, name) for name in todo):
        return  # a group with some value tells what it has
    for name in todo:
        opened = _opened(consultation, name)
        yield opened
        todo += [read for read in opened.reads if read not in seen]
        seen |= {*opened.reads}


def _opened(consultation: Consultation, name: str) -> Open:
    memory = consultation.run.memory
    attribute = consultation.knowledge.vocabulary[name]
    value = memory.get(name, UNKNOWN)
    if attribute.asked:
        return Open(name, value, asked=True)
    if attribute.computed:
        others = (read for read in attribute.reads() if read != name)
        reads = tuple(read for read in others if not _has_value(consultation, read))
        return Open(name, value, asked=False, reads=reads)
    target = Target("attribute", name, (name,))
    return Open(name, value, asked=False, misses=why_not(consultation, target))


def _has_value(consultation: Consultation, name: str) -> bool:
    value = consultation.run.memory.get(name, UNKNOWN)
    if isinstance(value, Net):
        return value.pulls > 0
    return value is not None and value is not UNKNOWN and value != ()

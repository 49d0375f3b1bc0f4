"""What a question is about: a field of the verdict, an attribute, a saying, a rule, a step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..consultation import Consultation
from ..diagnostics import DunbarError
from ..presentation import Field
from ..proof import Step
from ..rules import KnowledgeBase, Rule
from ..values import Value, read_number, show
from ..vocabulary import Attribute, Evidence, ListOf, OneOf, shorten
from ..words import did_you_mean, fold, join

Kind = Literal["field", "attribute", "value", "rule", "step"]


@dataclass(frozen=True, slots=True)
class Target:
    """What was asked; ``attributes`` carry it, ``value`` is the one that was asked about."""

    kind: Kind
    name: str
    attributes: tuple[str, ...] = ()
    value: Value | None = None
    rule: Rule | None = None
    step: Step | None = None

    @property
    def said(self) -> str:
        """The target as it is quoted: ``colour: red``."""
        return self.name if self.value is None else f"{self.name}: {show(self.value)}"


def find(consultation: Consultation, text: str, *, rules_first: bool = False) -> Target:
    """The target that a person calls ``text``.

    Raises DunbarError, with the nearest name, when there is no such thing.
    """
    found = [_step(consultation, text), _said_of(consultation.knowledge, text),
             _field(consultation.knowledge, text), _attribute(consultation.knowledge, text),
             _rule(consultation.knowledge, text)]  # fmt: skip
    if rules_first:
        found = [found[-1], *found[1:-1]]
    target = next((each for each in found if each is not None), None)
    if target is None:
        raise _nothing(consultation.knowledge, text)
    return target


def concluded_values(knowledge: KnowledgeBase, name: str) -> tuple[Value, ...]:
    """Every value that some rule gives ``name``, each word of a list by itself."""
    given: dict[Value, None] = {}
    for rule in knowledge.rules:
        for one in rule.conclusions:
            if one.attribute == name:
                given.update(
                    dict.fromkeys(one.value if isinstance(one.value, tuple) else (one.value,))
                )
    return tuple(given)


def _step(consultation: Consultation, text: str) -> Target | None:
    steps = consultation.proof.steps
    if text.strip().isdecimal():
        number = int(text) if len(text) < len(str(len(steps))) + 20 else 0
        step = next((step for step in steps if step.number == number), None)
        if step is None:
            last = f"steps are 1 to {len(steps)}" if steps else "there are no steps"
            raise DunbarError(f"there is no step {shorten(text)}; for these facts {last}")
        return Target("step", f"step {number}", step=step)
    return None


def _said_of(knowledge: KnowledgeBase, text: str) -> Target | None:
    """``attribute=value`` or ``list:id``."""
    at = min((text.index(sign) for sign in "=:" if sign in text), default=None)
    if at is None:
        return None
    name, written = text[:at], text[at + 1 :].strip()
    attribute = _called(knowledge, name)
    if attribute is None:
        members = [one for one, _ in _fields(knowledge) if fold(one).startswith(f"{fold(name)} ")]
        if members:
            raise DunbarError(
                f'"{shorten(name)}" has several values; ask about {join(members, "or")}'
            )
        raise _nothing(knowledge, name)
    return Target("value", attribute.name, (attribute.name,), _value(knowledge, attribute, written))


def _called(knowledge: KnowledgeBase, name: str) -> Attribute | None:
    """The attribute of this name, of the field of this name, or the list of such entries."""
    found = knowledge.vocabulary.find(name)
    if found is None:
        field = next((one for one in _fields(knowledge) if fold(one[0]) == fold(name)), None)
        if field is not None and isinstance(field[1].shows, str):
            return knowledge.vocabulary[field[1].shows]
        lists = [one for one in knowledge.advice if fold(one) == fold(f"{name}s")]
        found = knowledge.vocabulary.find(lists[0]) if lists else None
    return found


def _value(knowledge: KnowledgeBase, attribute: Attribute, written: str) -> Value:
    scale = knowledge.scale_of(attribute.name)
    match attribute.kind:
        case OneOf(values, readings) | ListOf(values, readings):
            word = readings.get(fold(written))
        case Evidence() if scale is not None:
            values = tuple(entry.word for entry in scale.words)
            word = next((each for each in values if fold(each) == fold(written)), None)
        case _:
            number: Decimal | None = read_number(written)
            if number is None:
                raise DunbarError(f'"{shorten(written)}" is not a number of {attribute.name}')
            return number
    if word is None:
        named = [show(value) for value in concluded_values(knowledge, attribute.name)]
        hint = did_you_mean(written, values) or did_you_mean(written, named)
        more = f"; {hint}" if hint else ""
        raise DunbarError(f'"{shorten(written)}" is not a value of {attribute.name}{more}')
    return word


def _fields(knowledge: KnowledgeBase) -> Iterator[tuple[str, Field]]:
    """Every field by its name, the members of a group as ``group member``."""
    form = knowledge.verdict
    for field in form.fields if form is not None else ():
        yield field.name, field
        if isinstance(field.shows, tuple):
            yield from ((f"{field.name} {member.name}", member) for member in field.shows)


def _field(knowledge: KnowledgeBase, text: str) -> Target | None:
    wanted = fold(text.replace(".", " "))
    found = next((one for one in _fields(knowledge) if fold(one[0]) == wanted), None)
    if found is None:
        return None
    return Target("field", found[0], tuple(dict.fromkeys(found[1].carriers())))


def _attribute(knowledge: KnowledgeBase, text: str) -> Target | None:
    found = _called(knowledge, text)
    return None if found is None else Target("attribute", found.name, (found.name,))


def _rule(knowledge: KnowledgeBase, text: str) -> Target | None:
    found = next((rule for rule in knowledge.rules if fold(rule.id) == fold(text)), None)
    return None if found is None else Target("rule", found.id, rule=found)


def _nothing(knowledge: KnowledgeBase, text: str) -> DunbarError:
    derived = [attribute.name for attribute in knowledge.vocabulary if not attribute.asked]
    fields = [name for name, _ in _fields(knowledge)]
    names = (*fields, *derived, *(one.name for one in knowledge.vocabulary.asked),
             *(rule.id for rule in knowledge.rules))  # fmt: skip
    hint = did_you_mean(text, names)
    known = fields or derived
    hint = hint or f"ask about one of {', '.join(known)}, or about a rule"
    return DunbarError(f'"{shorten(text)}" is neither a conclusion nor a rule; {hint}')

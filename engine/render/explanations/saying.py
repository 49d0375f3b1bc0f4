"""The small texts in which steps, values and rules are named when they are explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...explain import Derivation, Need, Reason
from ...explain.fired import Stand
from ...inference import Clash
from ...rules import KnowledgeBase
from ...values import UNKNOWN, Net, show, show_signed
from ...verdict import Shown
from ...words import join
from ..document import Span, Text, dim
from ..phrases import cite, conventions, listed, standing, told
from ..readings import read_in

_ORIGINS = {"told": "told", "export": "from the export"}


def asked(derivation: Derivation) -> str:
    """What was asked, with its value: ``target: low 330, likely 440``."""
    target, run = derivation.target, derivation.consultation.run
    clash = next((one for one in run.clashes if one.attribute in target.attributes), None)
    if target.step is not None:
        return f"{target.name[:1].upper()}{target.name[1:]}, {target.step.id}"
    if clash is not None and target.value is None and len(target.attributes) == 1:
        return disagreement(clash)
    if target.kind == "field":
        return _field(derivation, target.name)
    if target.kind == "attribute":
        return told(target.name, run.memory.get(target.name, UNKNOWN))
    return target.said


def disagreement(clash: Clash) -> str:
    """Both sides of a clash, with their rules."""
    sides = [f"{show(value)} ({join([rule.id for rule in rules])})" for value, rules in clash.sides]
    return f"{clash.attribute}: the rules disagree: {join(sides, 'or')}"


def conclusion(reason: Reason) -> Text:
    """What a step concludes, and the author's reason."""
    aside = "set aside: " if reason.step.set_aside else ""
    return (Span(f"{aside}{listed(reason.step.concluded)}. {reason.step.because}".rstrip()),)


def again(reason: Reason) -> str:
    """A step that stands in full elsewhere."""
    aside = "set aside: " if reason.step.set_aside else ""
    return f"{aside}{listed(reason.step.concluded)} (see {reason.step.number})"


def grounds(reason: Reason, knowledge: KnowledgeBase) -> Iterator[Text]:
    """Where a step stands, what it cites in full, what qualifies it."""
    step = reason.step
    cited = cite(step.source.cited, knowledge, named=True)
    yield (*standing(step.id, step.location), Span(f", {cited}", "dim"))
    for name in step.source.claims:
        claim = knowledge.claims.get(name)
        if claim is not None:
            yield dim(f"{name} {claim.hedge}: {claim.says}")
    for why in conventions(step.source.cited):
        yield dim(f"convention: {why}")
    yield from ((Span(text, "caution"),) for text in qualifications(reason))


def qualifications(reason: Reason) -> Iterator[str]:
    """Provisos, what sets the step aside, and whether it counts."""
    step = reason.step
    if step.provided:
        yield f"provided {join(step.provided)}"
    if step.set_aside:
        yield f"gives way to {join(step.set_aside)}"
    if reason.stronger is not None:
        yield f"counted once: {reason.stronger.id} of the same factor is as strong or stronger"
    elif reason.pull is not None and not step.set_aside:
        yield f"pull: {show_signed(reason.pull.weight)}"


def leaf(need: Need) -> str:
    """A value with where it comes from, where no step gave it."""
    before = "its exception: " if need.exception else ""
    match need.kind:
        case "told" | "export":
            written = "" if need.written is None else f' as "{need.written}"'
            origin = f"({_ORIGINS[need.kind]}{written})"
            if need.read is not None:
                origin = f"({read_in(need.read)})"
            return f"{before}{told(need.attribute, need.value)} {origin}"
        case "not told":
            return f"{before}{need.attribute}: not told"
        case "clash":
            return f"{before}{need.attribute}: not known, because the rules disagree"
        case _:
            return f"{before}{told(need.attribute, need.value)}; {_why_none(need)}"


def _why_none(need: Need) -> str:
    if isinstance(need.value, Net):
        return "nothing pulls"
    if need.aside:
        return "what concludes it is set aside"
    return "no rule has concluded it yet" if need.value is UNKNOWN else "no rule concludes it"


def stand(found: Stand) -> str:
    """A rule that did say so, and what came of it."""
    text = f"{found.rule.id} said {found.says} (step {found.step})"
    if found.stronger is not None:
        text += (
            f"; counted once, since {found.stronger.id} of the same factor is as strong or stronger"
        )
    elif found.pull is not None:
        text += f"; its pull is {show_signed(found.pull.weight)}"
    return text + (f"; provided {join(found.provided)}" if found.provided else "")


def _field(derivation: Derivation, name: str) -> str:
    form = derivation.consultation.verdict.fields
    if name in form:
        return f"{name}: {shown_field(form[name])}"
    group = max((each for each in form if name.startswith(f"{each} ")), key=len)
    members = form[group]
    member = members.get(name.removeprefix(f"{group} ")) if isinstance(members, Mapping) else None
    return f"{name}: {shown_field(member)}"


def shown_field(value: Shown | Mapping[str, Shown]) -> str:
    """A field of the verdict as a person reads it."""
    match value:
        case Mapping():
            return ", ".join(f"{name} {shown_field(member)}" for name, member in value.items())
        case bool():
            return "yes" if value else "no"
        case None:
            return "no value"
        case _:
            return show(value)

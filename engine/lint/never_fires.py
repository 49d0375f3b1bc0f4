"""Rules that can never fire.

No input makes all conditions of such a rule true, be it that two of them exclude each other, that
a value is concluded by nobody, that a figure lies out of range, or that its ``unless`` holds
whenever its ``when`` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import AllOf, Comparison, Condition, NoneOf, Test, describe, literals
from ..diagnostics import Diagnostic, Severity
from ..rules import Rule
from ..values import show
from ..vocabulary import ListOf, OneOf
from .conflicts import core
from .joint import Mode
from .phrases import not_checked
from .subject import Subject
from .tables import tables
from .trials import OPEN

HINT = "mend the condition that is wrong, or delete the rule"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every rule that no input reaches, and why."""
    if not subject.sound:
        return
    rows = {
        row.id for table in tables(subject.knowledge) if table.first_match for row in table.rows[1:]
    }
    for rule in subject.knowledge.rules:
        if subject.possible[rule.id] is OPEN:
            message = f'whether rule "{rule.id}" can ever fire could not be found out'
            yield not_checked(message, rule.location)
        elif not subject.possible[rule.id] and rule.id not in rows:
            yield never(subject, rule, rule.when)


def never(subject: Subject, rule: Rule, when: Condition) -> Diagnostic:
    """The finding for a rule that cannot fire because of ``when`` (and its ``unless``)."""
    parts = list(_conjuncts(when))
    cases = [subject.joint.condition(part) for part in parts]
    said = [describe(part) for part in parts]
    if rule.unless is not None:
        cases.append(subject.joint.condition(rule.unless, Mode.NOT_TRUE))
    found = core(subject, cases)
    why = _why(
        subject,
        [said[at] for at in found if at < len(said)],
        [parts[at] for at in found if at < len(parts)],
    )
    if len(parts) in found:
        why = 'its "unless" always holds when its "when" does'
    message = f'rule "{rule.id}" can never fire: {why}'
    return Diagnostic("never-fires", Severity.ERROR, message, rule.location, hint=HINT)


def _why(subject: Subject, said: list[str], parts: list[Condition]) -> str:
    if len(parts) > 1:
        return f"these cannot hold together: {'; '.join(said)}"
    if not parts:
        return "nothing makes it hold"
    nobody = next(
        filter(None, (unconcluded(subject, found.comparison) for found in literals(parts[0]))), None
    )
    return f'nothing makes "{said[0]}" true' + (f", for {nobody}" if nobody else "")


def unconcluded(subject: Subject, comparison: Comparison) -> str | None:
    """That no rule gives the attribute of a comparison its value, in words."""
    attribute = subject.knowledge.vocabulary[comparison.attribute]
    if attribute.asked or not isinstance(attribute.kind, OneOf | ListOf):
        return None
    if comparison.test not in (Test.IS, Test.INCLUDES):
        return None
    writers = subject.writers.get(attribute.name, ())
    given = {
        word
        for rule in writers
        for entry in rule.conclusions
        if entry.attribute == attribute.name
        for word in (entry.value if isinstance(entry.value, tuple) else (str(entry.value),))
    }
    if not given or comparison.operand in given:
        return None
    return f'no rule concludes {show(comparison.operand)} for "{attribute.name}"'  # type: ignore[arg-type]


def _conjuncts(condition: Condition) -> Iterator[Condition]:
    match condition:
        case AllOf(parts):
            for part in parts:
                yield from _conjuncts(part)
        case NoneOf(parts) if len(parts) > 1:
            for part in parts:
                yield NoneOf((part,))
        case _:
            yield condition

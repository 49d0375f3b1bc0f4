"""Two rules that can hold together and give one attribute different values.

Neither overrides the other, so the verdict could only show that the guidance disagrees. Every
two rules that may hold together are looked at over all inputs; an example is reported only after
the rules themselves were run on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Severity
from ..rules import Rule
from ..values import show
from .disagreements import Disagreement
from .phrases import named, not_checked, places, told
from .subject import Subject
from .trials import Open


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every pair that disagrees, with a profile on which it does."""
    if not subject.sound:
        return
    for found in subject.disagreements.found:
        if isinstance(found.example, Open):
            message = (
                f"whether {named(found.first)} and {named(found.second)} can disagree on "
                f'"{found.attribute}" could not be found out'
            )
            yield not_checked(message, found.first.location, found.second)
        else:
            yield _clash(found)
    for name in subject.disagreements.unfinished:
        message = f'too many rules conclude "{name}" to look at every two of them'
        yield not_checked(message, subject.knowledge.vocabulary[name].location)


def _clash(found: Disagreement) -> Diagnostic:
    first, second = found.first, found.second
    if first is second:
        values = " and ".join(_values(first, found.attribute))
        message = f'rule "{first.id}" gives "{found.attribute}" two values, {values}'
        hint = "keep one of them"
    else:
        one, other = (" and ".join(_values(rule, found.attribute)) for rule in (first, second))
        assert not isinstance(found.example, Open)  # noqa: S101 - the caller asked
        message = (
            f'{named(first)} and {named(second)} disagree on "{found.attribute}": {one} or '
            f"{other}; for example with {told(found.example)}"
        )
        hint = (
            f'add "overrides: {second.id}" to {first.id} (or the other way round), or exclude the '
            f'case with "unless:" in one of them; left as it is, the verdict says that the '
            f"guidance disagrees"
        )
    return Diagnostic(
        "clash",
        Severity.ERROR,
        message,
        first.location,
        hint=hint,
        related=() if first is second else places(second),
    )


def _values(rule: Rule, name: str) -> list[str]:
    return [show(entry.value) for entry in rule.conclusions if entry.attribute == name]

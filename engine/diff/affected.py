"""What edits can reach: the attributes that are worked out otherwise, and all that rests on them.

What an attribute is worked out by is compared without names of rules, wording and sources, so
renaming, moving and rewording reach nothing. All else is as it was, whatever anybody tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from ..rules import Rule
from ..strata import Closing, Program
from ..vocabulary import Evidence, Formula, Lookup
from .forms import Form, Key, advice_of


def affected(old: Program, new: Program) -> frozenset[str]:
    """The attributes that may come out otherwise for somebody."""
    names = set(redefined(old, new))
    for program in (old, new):
        for closing in _closings(program):
            if not names.isdisjoint(closing.influences):
                names.add(closing.name)
    return frozenset(names)


def redefined(old: Program, new: Program) -> frozenset[str]:
    """The attributes that are worked out in another way, or assumed to be something else."""
    before, after = dict(_defined(old)), dict(_defined(new))
    names = before.keys() | after.keys()
    return frozenset(name for name in names if before.get(name) != after.get(name))


def touched(old: Form, new: Form, names: frozenset[str], keys: Iterable[Key]) -> tuple[Key, ...]:
    """The entries of the verdict that may say something else."""
    before, after = _said_by(old), _said_by(new)
    return tuple(
        key
        for key in keys
        if before.get(key) != after.get(key) or not names.isdisjoint(_behind(old, new, key))
    )


def _defined(program: Program) -> Iterator[tuple[str, Hashable]]:
    """What each attribute is worked out by, or assumed to be where it is asked."""
    vocabulary, scales = program.knowledge.vocabulary, program.knowledge.scales
    for attribute in vocabulary.asked:
        assumption = attribute.assumption
        yield attribute.name, (type(attribute.kind), assumption and assumption.value)
    signed: dict[int, Hashable] = {}
    factors = Counter(rule.factor for rule in program.rules)
    for closing in _closings(program):
        kind: Hashable = closing.kind
        match closing.kind:
            case Lookup(by, rows):
                kind = by, tuple((row.key, row.value) for row in rows)
            case Evidence(scale):
                found = scales[scale]
                kind = found.limit, found.words
            case Formula(expression):
                kind = expression
        writers = frozenset(_signed(program, number, signed, factors) for number in closing.writers)
        yield closing.name, (kind, writers)


def _closings(program: Program) -> Iterator[Closing]:
    return (closing for stratum in program.strata for closing in stratum.closings)


def _signed(
    program: Program, number: int, signed: dict[int, Hashable], factors: Counter[str]
) -> Hashable:
    """All of a rule that decides, its overriders being a part of it."""
    if number not in signed:
        by = program.overriders.get(number, ())
        signed[number] = (
            *_decisive(program.rules[number], factors),
            frozenset(_signed(program, other, signed, factors) for other in by),
        )
    return signed[number]


def _decisive(rule: Rule, factors: Counter[str]) -> tuple[Hashable, ...]:
    """What a rule does; the name of a factor that it has for itself is no matter."""
    concluded = frozenset((each.attribute, each.value, each.negated) for each in rule.conclusions)
    factor = rule.factor if factors[rule.factor] > 1 else None
    return rule.when, rule.unless, concluded, factor, rule.strength


def _behind(old: Form, new: Form, key: Key) -> frozenset[str]:
    """What an entry rests on; a figure that both say differs only where its own value does."""
    if key.kind == "figure":
        return frozenset({key.name})
    return old.carriers(key) | new.carriers(key)


def _said_by(form: Form) -> dict[Key, Hashable]:
    """What each entry is declared as."""
    found: dict[Key, Hashable] = {}
    verdict = form.verdict
    if verdict is None:
        return found
    for entry in verdict.fields:
        if isinstance(entry.shows, tuple):
            opening = entry.shows[:1]
            for member in entry.shows:
                found[Key("field", f"{entry.name} {member.name}")] = opening, member
        else:
            found[Key("field", entry.name)] = entry
    found[Key("cannot tell")] = verdict.cannot_tell
    found[Key("headline")] = tuple((one.when, form.label(one)) for one in verdict.headline)
    for one in verdict.remarks:
        key = Key("remark", form.label(one))
        found[key] = (found.get(key), one.when)
    return found | {key: True for key, _ in advice_of(form.knowledge, verdict)}

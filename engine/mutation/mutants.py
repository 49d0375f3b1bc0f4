"""Every small slip that an author could make in a rule, one function a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from ..cases.parts import rows_above
from ..conditions import ALWAYS, AllOf, AnyOf, Condition, NoneOf, describe
from ..rules import Conclusion, KnowledgeBase, Rule
from ..values import Value, show
from ..vocabulary import Evidence, ListOf, Number, OneOf
from .mutant import THE_RULE, Kind, Mutant
from .slips import Tweak, slips

NEVER = AnyOf(())
QUARTER = Decimal("0.25")
DELETED = "were deleted"
SEED = 1


def mutants(knowledge: KnowledgeBase) -> tuple[Mutant, ...]:
    """Every mutant of a knowledge base, by file and line of its rule."""
    rows = _rows(knowledge)
    return tuple(
        mutant
        for rule in sorted(knowledge.rules, key=_place)
        for mutant in _of(rule, knowledge, rows.get(rule.table or "", ()))
    )


def spread(made: Sequence[Mutant], most: int) -> tuple[Mutant, ...]:
    """So many of them at most, drawn from all over; the same ones every time."""
    if len(made) <= most:
        return tuple(made)
    drawn = Random(SEED).sample(range(len(made)), most)  # noqa: S311 - no secret
    return tuple(made[number] for number in sorted(drawn))


def _of(rule: Rule, knowledge: KnowledgeBase, table: tuple[Rule, ...]) -> Iterator[Mutant]:
    yield from _deleted(rule, table)
    yield from _conditions(rule, knowledge, table)
    yield from _exceptions(rule, knowledge, table)
    yield from _overrides(rule)
    yield from _conclusions(rule, knowledge)
    yield from _strengths(rule)


def _deleted(rule: Rule, table: tuple[Rule, ...]) -> Iterator[Mutant]:
    gone = replace(rule, when=NEVER)
    title = f"{rule.id} has a say"
    yield Mutant(
        "delete rule", rule, THE_RULE, DELETED, title, _all(gone, rule, table), rule.location
    )


def _conditions(rule: Rule, knowledge: KnowledgeBase, table: tuple[Rule, ...]) -> Iterator[Mutant]:
    for slip in slips(rule.when, knowledge, rule):
        changed = _all(replace(rule, when=slip.condition), rule, table)
        yield _slipped(rule, slip, f'the condition "{slip.said}"', changed)


def _exceptions(rule: Rule, knowledge: KnowledgeBase, table: tuple[Rule, ...]) -> Iterator[Mutant]:
    if rule.unless is None:
        return
    what, title = f'the exception "{describe(rule.unless)}"', f"{rule.id} and its exception"
    changed = _all(replace(rule, unless=None), rule, table)
    yield Mutant("drop unless", rule, what, DELETED, title, changed, rule.location)
    for slip in slips(rule.unless, knowledge, rule):
        if slip.condition != ALWAYS or slip.kind != "drop condition":
            changed = _all(replace(rule, unless=slip.condition), rule, table)
            yield _slipped(rule, slip, f'the exception "{slip.said}"', changed)


def _slipped(rule: Rule, slip: Tweak, what: str, changed: tuple[Rule, ...]) -> Mutant:
    title = f"{rule.id} {slip.title}"
    return Mutant(slip.kind, rule, what, slip.done, title, changed, slip.location or rule.location)


def _overrides(rule: Rule) -> Iterator[Mutant]:
    for name in rule.overrides:
        left = tuple(other for other in rule.overrides if other != name)
        what, title = f'"overrides: {name}"', f"{rule.id} sets {name} aside"
        changed = (replace(rule, overrides=left),)
        yield Mutant("drop overrides", rule, what, DELETED, title, changed, rule.location)


def _conclusions(rule: Rule, knowledge: KnowledgeBase) -> Iterator[Mutant]:
    """One conclusion dropped, another value said, evidence turned round."""
    for at, one in enumerate(rule.conclusions):
        what, title = f'the conclusion "{_said(one)}"', f"{rule.id} says {one.attribute}"
        for kind, done, other in _instead(one, rule, knowledge):
            left = (*rule.conclusions[:at], *other, *rule.conclusions[at + 1 :])
            changed = (replace(rule, conclusions=left),)
            yield Mutant(kind, rule, what, done, title, changed, one.location or rule.location)


def _instead(
    one: Conclusion, rule: Rule, knowledge: KnowledgeBase
) -> Iterator[tuple[Kind, str, tuple[Conclusion, ...]]]:
    if len(rule.conclusions) > 1:
        yield "drop conclusion", DELETED, ()
    if isinstance(one.value, tuple) and len(one.value) > 1:
        for word in one.value:
            left = tuple(other for other in one.value if other != word)
            yield "drop conclusion", f'lacked "{word}"', (replace(one, value=left),)
    for value in _other_values(one, knowledge):
        other = replace(one, value=value)
        yield "swap conclusion", f'became "{_said(other)}"', (other,)
    if isinstance(knowledge.vocabulary[one.attribute].kind, Evidence):
        other = replace(one, negated=not one.negated)
        yield "turn conclusion", f'became "{_said(other)}"', (other,)


def _other_values(one: Conclusion, knowledge: KnowledgeBase) -> Iterator[Value]:
    """The next value of the vocabulary; of a scale, and of numbers, the next ones both ways."""
    value = one.value
    match knowledge.vocabulary[one.attribute].kind:
        case OneOf(words) if isinstance(value, str):
            yield from _next(value, words)
        case ListOf(words) if isinstance(value, tuple):
            for word in value:
                for other in _next(word, words, value):
                    given = {*value, other} - {word}
                    yield tuple(each for each in words if each in given)
        case Evidence(scale):
            words = tuple(entry.word for entry in knowledge.scales[scale].words)
            at = words.index(str(value))
            yield from words[max(at - 1, 0) : at]
            yield from words[at + 1 : at + 2]
        case Number(low, high) if isinstance(value, Decimal):
            yield from (each for each in (value - 1, value + 1) if low <= each <= high)


def _next(word: str, words: tuple[str, ...], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """The word after this one that is not taken, round the end; nothing if there is none."""
    at, used = words.index(word), {word, *taken}
    around = (*words[at + 1 :], *words[:at])
    return tuple(other for other in around if other not in used)[:1]


def _strengths(rule: Rule) -> Iterator[Mutant]:
    if rule.strength is None:
        return
    for strength in (rule.strength - QUARTER, rule.strength + QUARTER):
        if 0 <= strength <= 1:
            done, title = f"became {show(strength)}", f"{rule.id} in its strength"
            what, changed = (
                f"the strength {show(rule.strength)}",
                (replace(rule, strength=strength),),
            )
            yield Mutant("change strength", rule, what, done, title, changed, rule.location)


def _said(one: Conclusion) -> str:
    return f"{one.attribute}: {'not ' if one.negated else ''}{show(one.value)}"


def _rows(knowledge: KnowledgeBase) -> Mapping[str, tuple[Rule, ...]]:
    """The rows of each table, first to last."""
    names = dict.fromkeys(rule.table for rule in knowledge.rules if rule.table is not None)
    rows = {name: [rule for rule in knowledge.rules if rule.table == name] for name in names}
    return {name: tuple(sorted(found, key=_place)) for name, found in rows.items()}


def _all(changed: Rule, rule: Rule, table: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rule as it is now, and the later rows that say "no row above fits" of it."""
    before, after = fits(rule), fits(changed)
    if before == ALWAYS:
        return (changed,)
    later = (row for row in table if _place(row) > _place(rule))
    moved = ((row, replaced(row.when, before, after)) for row in later)
    return (changed, *(replace(row, when=when) for row, when in moved if when != row.when))


def fits(row: Rule) -> Condition:
    """When a row has its say, without what the rows above it leave."""
    own = ALWAYS if _above(row.when, row) else row.when
    if isinstance(own, AllOf) and len(own.parts) == 2 and _above(own.parts[1], row):  # noqa: PLR2004
        own = own.parts[0]
    return own if row.unless is None else AllOf((own, NoneOf((row.unless,))))


def _above(condition: Condition, row: Rule) -> bool:
    return isinstance(condition, NoneOf) and rows_above(condition, row)


def replaced(when: Condition, before: Condition, after: Condition) -> Condition:
    """A row's conditions, where one of the rows above it is another."""
    match when:
        case AllOf((own, NoneOf(parts))) if before in parts:
            moved = tuple(after if part == before else part for part in parts)
            return AllOf((own, NoneOf(moved)))
        case _:
            return when


def _place(rule: Rule) -> tuple[str, int, str]:
    at = rule.location
    return (at.path, at.line, rule.id) if at is not None else ("", 0, rule.id)

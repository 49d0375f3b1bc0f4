"""Rules to columns, stratum by stratum: what fires, what stands, and what attributes come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlglot import exp

from ..rules import Rule, Scale
from ..strata import Closing, Program
from ..values import EXACT, Value
from ..vocabulary import Attribute, Evidence, Formula, ListOf, Lookup, Number, OneOf
from .figures import Figures
from .keys import Coded, Told
from .layers import Layers
from .states import Amount, Listed, State, Weighed, Words, held
from .terms import (
    Term,
    cases,
    column,
    compared,
    every,
    false,
    is_given,
    is_null,
    negated,
    null,
    number,
    some,
    surely,
    text,
    total,
)
from .truths import truth
from .typing import PLACES_OF_ASKED, Span, UnfitError, hull, point, sum_of, typed

NONE = "(none)"
WIDE: Mapping[str, str] = {"duckdb": "INT128"}
ANY_WIDE = "DECIMAL(38, 0)"


@dataclass(slots=True)
class Compiled:
    """A program as layers of columns: of each rule whether it fires (NULL: it might), and states.

    ``rules`` are columns by the number of the rule.
    """

    program: Program
    layers: Layers
    none: str
    figures: Figures
    states: dict[str, State] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)
    _standing: dict[int, str] = field(default_factory=dict)

    def fires(self, number: int) -> Term:
        """Whether a rule fires."""
        return surely(column(self.rules[number]))

    def stands(self, number: int) -> Term:
        """Whether a rule fires, and no rule that stands overrides it."""
        overriders = self.program.overriders.get(number, ())
        if not overriders:
            return self.fires(number)
        known = self._standing.get(number)
        if known is None:
            over = some(self.stands(by) for by in overriders if by in self.rules)
            term = every((self.fires(number), negated(over)))
            name = self.program.rules[number].id
            known = self.layers.define(f"{name} stands", term, f"{name}, unless set aside")
            self._standing[number] = known
        return column(known)


def compile_strata(
    program: Program, layers: Layers, columns: Mapping[str, Told], dialect: str = "duckdb"
) -> Compiled:
    """All attributes and rules, from the columns of the source that hold what was told.

    A told list is an array of texts, all else a text or a number; or any of them is a code.
    Raises UnfitError.
    """
    states: dict[str, State] = {}
    none = _unused(program)
    figures = Figures(layers, states, WIDE.get(dialect, ANY_WIDE))
    compiled = Compiled(program, layers, none, figures, states)
    layers.begin("facts")
    for attribute in program.knowledge.vocabulary.asked:
        states[attribute.name] = _told(compiled, attribute, columns[attribute.name])
    for stratum in program.strata:
        layers.begin(f"stratum {stratum.number + 1}")
        for number_ in stratum.rules:
            rule = program.rules[number_]
            compiled.rules[number_] = layers.define(
                f"rule {rule.id}", _fires(rule, states), _place(rule)
            )
        for closing in stratum.closings:
            states[closing.name] = _settled(compiled, closing)
    return compiled


def _told(compiled: Compiled, attribute: Attribute, source: Told) -> State:
    layers, name = compiled.layers, attribute.name
    assumed = None if attribute.assumption is None else attribute.assumption.value
    note = attribute.question or name
    match attribute.kind:
        case ListOf(values):
            held_in = {
                word: layers.define(f"{name} {word}", _includes(source, at, word, assumed), note)
                for at, word in enumerate(values)
            }
            first = next(iter(held_in.values()))
            return Listed(held_in, lambda: is_given(column(first)))
        case Number(low, high, whole):
            span = Span(low, high, 0 if whole else PLACES_OF_ASKED)
            default = number(assumed) if isinstance(assumed, Decimal) else None
            value = typed(_filled(_number(source, span), default), span, f'"{name}"')
            return held(layers.define(f"{name} number", value, note), span)
        case kind:
            default = text(assumed) if isinstance(assumed, str) else None
            value = _filled(_word_told(source, getattr(kind, "values", ())), default)
            return Words(layers.bound(f"{name} word", value, note), compiled.none)


def _filled(told: Term, default: Term | None) -> Term:
    return told if default is None else exp.Coalesce(this=told, expressions=[default])


def _word_told(source: Told, values: Sequence[str]) -> Term:
    match source:
        case str():
            return column(source)
        case Coded():
            branches = (
                (compared(exp.EQ, source.code(), number(at)), text(word))
                for at, word in enumerate(values, 1)
            )
            return cases(branches)


def _number(source: Told, span: Span) -> Term:
    match source:
        case str():
            return column(source)
        case Coded():
            raise UnfitError(f"there is no code for the numbers from {span.low} to {span.high}")


def _includes(source: Told, at: int, word: str, assumed: object) -> Term:
    default = exp.Boolean(this=word in assumed) if isinstance(assumed, tuple) else null()
    match source:
        case str():
            found = exp.ArrayContains(this=column(source), expression=text(word))
            return cases([(is_given(column(source)), found)], default)
        case Coded():
            untold = compared(exp.EQ, source.code(), number(0))
            mask = exp.Paren(this=exp.Sub(this=source.code(), expression=number(1)))
            shifted = exp.IntDiv(this=mask, expression=number(1 << at))
            bit = exp.Mod(this=exp.Paren(this=shifted), expression=number(2))
            return cases([(untold, default)], compared(exp.EQ, bit, number(1)))


def _fires(rule: Rule, states: Mapping[str, State]) -> Term:
    """TRUE where it fires, NULL where it might were more told."""
    when = truth(rule.when, states)
    if rule.unless is None:
        return when
    return every((when, negated(surely(truth(rule.unless, states)))))


def _settled(compiled: Compiled, closing: Closing) -> State:
    name = closing.name
    match closing.kind:
        case OneOf(values):
            return _agreed_words(compiled, closing, values)
        case Number():
            return _agreed_number(compiled, closing)
        case ListOf(values):
            return _gathered(compiled, closing, values)
        case Evidence(scale):
            return _weighed(compiled, closing, compiled.program.knowledge.scales[scale])
        case Formula(expression):
            amount = compiled.figures.of(expression, f'"{name}"')
            return compiled.figures.held(name, amount)
        case Lookup() as lookup:
            return _looked_up(compiled, name, lookup)


def _sides(compiled: Compiled, closing: Closing) -> dict[Value, list[int]]:
    """The rules by the value that they give."""
    given: dict[Value, list[int]] = {}
    for writer in closing.writers:
        for value in compiled.program.concludes[writer][closing.name]:
            given.setdefault(value, []).append(writer)
    return given


def _agree(compiled: Compiled, closing: Closing) -> tuple[dict[Value, str], str | None, Term]:
    """For each value its standing column, whether two of them hold, and whether none yet may."""
    layers, name = compiled.layers, closing.name
    sides: dict[Value, str] = {}
    for value, writers in _sides(compiled, closing).items():
        said = ", ".join(compiled.program.rules[at].id for at in writers)
        term = some(compiled.stands(at) for at in writers)
        sides[value] = layers.bound(f"{name} {value}", term, said)
    clash = None
    if len(sides) > 1:
        count = total([cases([(column(side), number(1))], number(0)) for side in sides.values()])
        clash = layers.define(
            f"{name} clash", compared(exp.GT, count, number(1)), "whether rules disagree"
        )
    open_ = some(is_null(column(compiled.rules[at])) for at in closing.writers)
    return sides, clash, open_


def _agreed_words(compiled: Compiled, closing: Closing, values: Sequence[str]) -> Words:
    sides, clash, open_ = _agree(compiled, closing)
    branches = [] if clash is None else [(column(clash), null())]
    branches += [(column(sides[each]), text(each)) for each in values if each in sides]
    branches.append((open_, null()))
    value = cases(branches, text(compiled.none))
    return Words(
        compiled.layers.define(closing.name, value, _because(compiled, closing.name)),
        compiled.none,
        clash,
    )


def _agreed_number(compiled: Compiled, closing: Closing) -> Amount:
    sides, clash, open_ = _agree(compiled, closing)
    numbers = {value: side for value, side in sides.items() if isinstance(value, Decimal)}
    span = hull(*map(point, numbers)) if numbers else Span(Decimal(0), Decimal(0), 0)
    branches = [] if clash is None else [(column(clash), null())]
    branches += [(column(side), number(value)) for value, side in numbers.items()]
    chosen = typed(cases(branches), span, f'"{closing.name}"')
    value = compiled.layers.define(closing.name, chosen, _because(compiled, closing.name))
    given = some(map(column, sides.values()))
    none = compiled.layers.define(f"{closing.name} none", every((negated(given), negated(open_))))
    return held(value, span, none, clash)


def _gathered(compiled: Compiled, closing: Closing, values: Sequence[str]) -> Listed:
    layers, name = compiled.layers, closing.name
    given: dict[str, list[int]] = {}
    for value, writers in _sides(compiled, closing).items():
        for word in value if isinstance(value, tuple) else (str(value),):
            given.setdefault(word, []).extend(writers)
    sides = {
        word: layers.bound(f"{name} {word} given", some(compiled.stands(at) for at in writers))
        for word, writers in given.items()
    }
    waiting = some(is_null(column(compiled.rules[at])) for at in closing.writers)
    nobody = negated(some(map(column, sides.values())))
    open_ = layers.define(f"{name} open", every((nobody, waiting)), "whether it is not known yet")
    unknown = {word: cases([(column(open_), null())], false()) for word in values}
    words = {
        word: layers.define(
            f"{name} {word}",
            some((column(sides[word]), unknown[word])) if word in sides else unknown[word],
            ", ".join(compiled.program.rules[at].id for at in given.get(word, ())),
        )
        for word in values
    }
    return Listed(words, lambda: negated(column(open_)))


def _weighed(compiled: Compiled, closing: Closing, scale: Scale) -> Weighed:
    layers, name = compiled.layers, closing.name
    sides, spans = list[str](), list[Span]()
    for (factor, up), weights in _pulls(compiled, closing, scale).items():
        branches = [
            (some(compiled.stands(at) for at in weights[weight]), number(weight))
            for weight in sorted(weights, key=abs, reverse=True)
        ]
        span = hull(*map(point, weights), point(Decimal(0)))
        said = ", ".join(
            compiled.program.rules[at].id for found in weights.values() for at in found
        )
        title = f"{name} {factor} {'up' if up else 'down'}"
        sides.append(layers.define(title, typed(cases(branches, number(0)), span, title), said))
        spans.append(span)
    span = point(Decimal(0))
    for each in spans:
        span = sum_of(span, each)
    net = typed(total(list(map(column, sides))), span, f'"{name}"')
    if span.reach > scale.limit:
        whole = layers.define(f"{name} sum", net, "all factors together")
        limits = point(scale.limit)
        span = Span(-scale.limit, scale.limit, max(span.places, limits.places))
        net = typed(_kept(whole, scale.limit), span, f'"{name}"')
    figure = layers.define(f"{name} figure", net, _because(compiled, name))
    word = layers.define(
        name, _word(figure, scale), f"the word for {name} on the scale {scale.name}"
    )
    return Weighed(figure, word, tuple(sides), span)


def _pulls(
    compiled: Compiled, closing: Closing, scale: Scale
) -> dict[tuple[str, bool], dict[Decimal, list[int]]]:
    """The rules by factor and side, and by how much they weigh there."""
    found: dict[tuple[str, bool], dict[Decimal, list[int]]] = {}
    for writer in closing.writers:
        rule = compiled.program.rules[writer]
        for entry in rule.conclusions:
            if entry.attribute != closing.name or not rule.strength:
                continue
            steps = scale.steps(str(entry.value))
            weight = EXACT.multiply(-steps if entry.negated else steps, rule.strength)
            if weight:
                side = found.setdefault((rule.factor, weight > 0), {})
                side.setdefault(weight, []).append(writer)
    return found


def _kept(whole: str, limit: Decimal) -> Term:
    over = compared(exp.GT, column(whole), number(limit))
    under = compared(exp.LT, column(whole), number(-limit))
    return cases([(over, number(limit)), (under, number(-limit))], column(whole))


def _word(figure: str, scale: Scale) -> Term:
    """The farthest word whose start the figure has reached."""
    branches = list[tuple[Term, Term]]()
    for entry in sorted(scale.words, key=lambda entry: -abs(entry.steps)):
        if not entry.steps:
            return cases(branches, text(entry.word))
        kind = exp.GTE if entry.steps > 0 else exp.LTE
        branches.append((compared(kind, column(figure), number(entry.start)), text(entry.word)))
    return cases(branches)


def _looked_up(compiled: Compiled, name: str, lookup: Lookup) -> Amount:
    key = compiled.states[lookup.by]
    branches, others = list[tuple[Term, Term]](), None
    for row in lookup.rows:
        if row.key is None:
            others = row.value
            break
        branches.append((_is_key(key, row.key), number(row.value)))
    values = [row.value for row in lookup.rows]
    span = hull(*map(point, values)) if values else Span(Decimal(0), Decimal(0), 0)
    chosen = cases(branches, None if others is None else number(others))
    value = compiled.layers.define(name, typed(chosen, span, f'"{name}"'), _because(compiled, name))
    if others is not None:
        return held(value, span)
    known = _known(key) if lookup.rows else exp.Boolean(this=True)
    none = every((is_null(column(value)), known))
    return held(value, span, compiled.layers.define(f"{name} none", none))


def _is_key(state: State, key: str | Decimal) -> Term:
    match state, key:
        case Words(value), str():
            return compared(exp.EQ, column(value), text(key))
        case Amount() as amount, Decimal():
            return compared(exp.EQ, amount.value(), number(key))
        case Weighed(figure), Decimal():
            return compared(exp.EQ, column(figure), number(key))
        case _:
            return false()


def _known(state: State) -> Term:
    match state:
        case Words(value):
            return is_given(column(value))
        case Listed(_, known):
            return known()
        case Amount() as amount:
            return some((is_given(amount.value()), amount.none()))
        case Weighed():
            return exp.Boolean(this=True)


def _unused(program: Program) -> str:
    """A text for *none* that is a word of no attribute."""
    words = {
        word
        for attribute in program.knowledge.vocabulary
        for word in getattr(attribute.kind, "values", ())
    }
    none = NONE
    while none in words:
        none = f"({none})"
    return none


def _place(rule: Rule) -> str:
    at = "" if rule.location is None else f" at {rule.location.path}:{rule.location.line}"
    return f"{rule.id}{at}"


def _because(compiled: Compiled, name: str) -> str:
    return compiled.program.knowledge.vocabulary[name].because or name

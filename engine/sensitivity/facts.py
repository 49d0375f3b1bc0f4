"""How far each fact is from changing a word of the verdict, and what other answers would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import chain, combinations

from ..conditions import Other
from ..consultation import Fact
from ..inference import Inference
from ..values import EXACT, Value
from ..vocabulary import Attribute, ListOf, Number, OneOf
from .budget import Budget
from .reading import changes, hull
from .report import (
    Answer,
    Change,
    Figures,
    NumberFact,
    Others,
    Reading,
    Stretch,
    Tip,
    Untold,
    WordFact,
)
from .subject import Case
from .walking import Dial, Piece, on_grid, reached, walk

FINEST = 6  # decimals to which a number that need not be whole is searched
MOST_LISTS = 1024  # all subsets of up to ten words


def examined(case: Case, fact: Fact, attribute: Attribute, budget: Budget) -> NumberFact | WordFact:
    """What other answers than the one told would change."""
    idle = attribute.name not in case.subject.names
    match attribute.kind, fact.value:
        case Number() as kind, Decimal() as value if idle:
            unit, figures = _unit(kind, [value]), case.reading.figures
            return NumberFact(
                fact, attribute, unit, None, None, figures, words_complete=True, range_complete=True
            )
        case Number() as kind, Decimal() as value:
            return _number_fact(case, fact, attribute, kind, value, budget)
        case _ if idle:
            return WordFact(fact, attribute, ())
        case _:
            return _word_fact(case, fact, attribute)


def _number_fact(  # noqa: PLR0917 - a number fact is all of these
    case: Case, fact: Fact, attribute: Attribute, kind: Number, value: Decimal, budget: Budget
) -> NumberFact:
    """The nearest values of a told number that change a word, and where it moves the range."""
    dial = _dial(case, attribute, kind, value)
    low, high = _ends(kind, dial.unit)
    budget.begin()
    down = list(walk(dial, value, low, budget, case.run))
    budget.begin()
    up = list(walk(dial, value, high, budget, case.run))
    budget.begin()
    figures, seen = reached(dial, [*down, *up], budget)
    walked = down[-1].far == low and up[-1].far == high
    return NumberFact(
        fact,
        attribute,
        dial.unit,
        lower=_first_tip(case, down),
        higher=_first_tip(case, up),
        figures=figures,
        words_complete=walked,
        range_complete=walked and seen,
    )


def _word_fact(case: Case, fact: Fact, attribute: Attribute) -> WordFact:
    """What each other answer would change; answers with the same effect stand together."""
    tried = list(_other_answers(case, attribute, fact.value))
    groups: dict[tuple[Change, ...], list[tuple[Value, Figures | None]]] = {}
    for value, reading in tried:
        found = groups.setdefault(changes(case.reading, reading), [])
        found.append((value, reading.figures))
    others = tuple(
        Others(tuple(value for value, _ in found), changed, hull(reached for _, reached in found))
        for changed, found in groups.items()
    )
    return WordFact(fact, attribute, tuple(sorted(others, key=lambda each: not each.changes)))


def untold(case: Case, attribute: Attribute, budget: Budget) -> Untold:
    """The answers to a question that was not asked that would change a word."""
    groups: dict[tuple[Change, ...], list[Value | Stretch]] = {}
    complete = True
    match attribute.kind:
        case Number() as kind:
            dial = _dial(case, attribute, kind, kind.low)
            low, high = _ends(kind, dial.unit)
            budget.begin()
            pieces = list(walk(dial, low, high, budget))
            complete = pieces[-1].far == high
            for piece in pieces:
                reading = case.subject.reader.read(piece.run)
                _join(groups.setdefault(changes(case.reading, reading), []), piece, dial.unit)
        case _:
            answering = _answering(case, attribute.name)
            tried, complete = _all_answers(case, attribute)
            budget.begin(least=MOST_LISTS)
            for value in tried:
                if not budget.look():
                    complete = False
                    break
                reading = case.subject.reader.read(answering(value))
                groups.setdefault(changes(case.reading, reading), []).append(value)
    groups.pop((), None)
    answers = tuple(Answer(tuple(values), changed) for changed, values in groups.items())
    return Untold(attribute, answers, complete)


def _first_tip(case: Case, pieces: Iterable[Piece]) -> Tip | None:
    """Where the first of these pieces begins that changes a word."""
    last = None
    for piece in pieces:
        reading = case.subject.reader.read(piece.run)
        changed = changes(case.reading, reading)
        if changed and last is not None:
            return Tip(piece.near, last, changed, reading.figures)
        last = piece.far
    return None


def _dial(case: Case, attribute: Attribute, kind: Number, value: Decimal) -> Dial:
    name = attribute.name
    trail = case.subject.trails.of(name)
    marks = case.subject.named.get(name, frozenset())  # of tests, and the keys of lookups
    others = [case.run.memory.get(each.attribute) for each in marks if isinstance(each, Other)]
    numbers = [each for each in (*marks, *others) if isinstance(each, Decimal)]
    return Dial(
        unit=_unit(kind, [value, kind.low, kind.high, *numbers]),
        run=_answering(case, name),
        steady=trail.steady,
        figures=trail.figures,
        reach=trail.reach,
        upright=trail.upright,
        marks=tuple(numbers),
    )


def _answering(case: Case, name: str) -> Callable[[Value], Inference]:
    """What follows when ``name`` is told as a value and all else stays."""
    left = case.rest([name])
    return lambda value: case.again(left, left.program, {name: value})


def _unit(kind: Number, numbers: Iterable[Decimal]) -> Decimal:
    """One for what is counted; else so fine that every number that is named lies on the grid."""
    if kind.whole:
        return Decimal(1)
    places = [-int(number.as_tuple().exponent) for number in numbers]
    return Decimal(1).scaleb(-max(FINEST, *(place + 1 for place in places)))


def _ends(kind: Number, unit: Decimal) -> tuple[Decimal, Decimal]:
    low, high = on_grid(kind.low, unit, ROUND_CEILING), on_grid(kind.high, unit, ROUND_FLOOR)
    return EXACT.multiply(Decimal(low), unit), EXACT.multiply(Decimal(high), unit)


def _join(found: list[Value | Stretch], piece: Piece, unit: Decimal) -> None:
    """Add a piece to the stretches before it, to the last of them where they touch."""
    before = found[-1] if found else None
    if isinstance(before, Stretch) and EXACT.add(before.high, unit) == piece.near:
        found[-1] = Stretch(before.low, piece.far, unit)
    else:
        found.append(Stretch(piece.near, piece.far, unit))


def _other_answers(case: Case, attribute: Attribute, now: Value) -> Iterator[tuple[Value, Reading]]:
    """Every other word, or every list one word away and the empty one, with what it comes to.

    Words that no rule names are as good as each other: one inference serves all of them.
    """
    named = case.subject.named.get(attribute.name, frozenset())
    answering = _answering(case, attribute.name)
    found: dict[object, Reading] = {}
    match attribute.kind:
        case OneOf(values):
            others: Iterable[Value] = (value for value in values if value != now)
        case ListOf(values) if isinstance(now, tuple):
            others = _one_away(now, values)
        case _:
            others = ()
    for value in others:
        kind = _as_seen(value, named)
        if kind not in found:
            found[kind] = case.subject.reader.read(answering(value))
        yield value, found[kind]


def _as_seen(value: Value, named: frozenset[object]) -> object:
    """What the rules see of an answer: the words that they name, and whether it is empty."""
    if isinstance(value, tuple):
        return bool(value), tuple(word for word in value if word in named)
    return value if value in named else None


def _one_away(now: tuple[str, ...], values: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for word in values:
        chosen = {*now} ^ {word}
        yield tuple(value for value in values if value in chosen)
    if len(now) > 1:
        yield ()


def _all_answers(case: Case, attribute: Attribute) -> tuple[list[Value], bool]:
    """Every word; every list of words, the shortest first; whether that is really all of them."""
    named = case.subject.named.get(attribute.name, frozenset())
    match attribute.kind:
        case OneOf(values):
            return list(values), True
        case ListOf(values):
            others = [value for value in values if value not in named]
            same = set(others[1:])  # what no rule names does what the first of its kind does
            tried = [value for value in values if value not in same]
            every = 2 ** len(tried) <= MOST_LISTS
            sizes: Iterable[int] = range(len(tried) + 1) if every else (0, 1, 2, len(tried))
            lists = chain.from_iterable(combinations(tried, size) for size in sizes)
            return [*lists, *((value,) for value in others[1:])], every
        case _:
            return [], True

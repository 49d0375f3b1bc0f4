"""From classes to values: every change of values that a change of classes stands for.

The diagram gives one value of a class that no rule can tell apart. Of words all are as good; of
numbers the nearest is meant, also between the whole ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from itertools import product

from ..diagram import Diagram
from ..diagram.classes import Class, Input
from ..diagram.figures import Figure
from ..diagram.smallest import Change
from ..values import Value
from ..vocabulary import ListOf, Number, OneOf

TENTH = Decimal("0.1")
MOST_TENTHS = 20  # the whole numbers below are tried before
Values = Mapping[str, Value]


def members(
    diagram: Diagram, change: Change, granted: Callable[[Values], bool]
) -> Iterator[Values]:
    """The new values of all changes that are as small as this one and do the same.

    ``granted`` says whether new values do, for a number whose classes do not tell.
    """
    inputs = {entry.attribute.name: entry for entry in diagram.inputs}
    joint = {name for test in diagram.joint_tests for name in test.inputs}
    alike = [
        (then,) if name in joint else tuple(_alike(inputs[name], change.now[name], then))
        for name, then in change.then.items()
    ]
    for chosen in product(*alike):
        yield _closer(inputs, joint, change, dict(zip(change.then, chosen, strict=True)), granted)


def _alike(entry: Input, now: Value | None, then: Value) -> Iterator[Value]:
    match entry.attribute.kind, then:
        case OneOf(values), _:
            yield from (value for value in values if entry.find(value) == entry.find(then))
        case ListOf(values), tuple():
            yield from _lists(entry, values, now if isinstance(now, tuple) else (), then)
        case Number(whole=whole), Decimal():
            yield _nearest(entry.classes[entry.find(then)], now, then, whole=whole)


def _closer(
    inputs: Mapping[str, Input],
    joint: Collection[str],
    change: Change,
    then: Values,
    granted: Callable[[Values], bool],
) -> Values:
    """A single number that is weighed against others, in tenths where it need not be whole."""
    names = [name for name in then if name in joint]
    for name in names if len(names) == 1 else ():
        match inputs[name].attribute.kind, change.now[name], then[name]:
            case Number(whole=False), Decimal() as near, Decimal() as far:
                step = TENTH if far > near else -TENTH
                steps = range(1, int((far - near) / step) + 1)
                tried = ({**then, name: near + step * count} for count in steps[-MOST_TENTHS:])
                return next(filter(granted, tried), then)
    return then


def _lists(
    entry: Input, values: tuple[str, ...], now: tuple[str, ...], then: tuple[str, ...]
) -> Iterator[Value]:
    """The list; where it gains a word that no rule names, with any other such word in its place."""
    unnamed = [word for word in values if word not in entry.mentioned and word not in now]
    gained = [word for word in then if word in unnamed]
    if len(gained) != 1:
        yield then
        return
    kept = set(then) - set(gained)
    for word in unnamed:
        yield tuple(each for each in values if each in kept or each == word)


def _nearest(chosen: Class, now: Value | None, then: Decimal, *, whole: bool) -> Decimal:
    """The member of a class next to ``now``; the lowest, where nothing was told.

    Where there is none, since the bound is excluded, one a decimal place further.
    """
    if whole or not isinstance(chosen.held, Figure):
        return then
    (low, above), (high, including) = chosen.held.low, chosen.held.high
    down = isinstance(now, Decimal) and (now, 0) >= chosen.held.high
    near, excluded = (high, not including) if down else (low, bool(above))
    step = Decimal(1).scaleb(min(-1, _exponent(low), _exponent(high))) if excluded else Decimal(0)
    found = near - step if down else near + step
    return found if chosen.held.low <= (found, 0) < chosen.held.high else then


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0

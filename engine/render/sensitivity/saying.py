"""The small texts in which tips, answers and ranges are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ...sensitivity import Change, Convention, Figures, NumberFact, Stretch, Tip, WordFact
from ...sensitivity.reading import DISPUTED, TOLD
from ...values import EXACT, Value, show, show_number
from ...words import join, plural

MOST_GROUPS = 4  # so many sorts of answers are told one by one; of more, what each word becomes
MOST_NAMED = 6  # so many answers are named; of more, so many less two, and the rest counted


def changed(changes: Sequence[Change]) -> str:
    """``size becomes larger, pace fast and gap below``."""
    said: list[str] = []
    for change in changes:
        verb = " becomes" if not any(" becomes " in one for one in said) else ""
        said.append(_changed(change, verb))
    return join(said)


def holds(each: NumberFact | WordFact | Convention) -> bool:
    """Whether it is certain that it changes no word."""
    return not each.tips and (isinstance(each, WordFact) or each.complete)


def tipping(tip: Tip, range_of: str | None) -> str:
    """What happens at a tip: words that change, or a range turned upside down."""
    over = f"the {range_of} would end below where it begins" if tip.upside_down else ""
    return join([each for each in (changed(tip.changes), over) if each])


def becomes(field: str, before: str | None, after: str | None) -> str:
    """``size becomes larger``."""
    return _changed(Change(field, before, after), " becomes")


def ranged(name: str | None, figures: Figures | None) -> str:
    """``target 350 to 610``; ``no target`` where there is none, nothing where there never is."""
    if name is None:
        return ""
    if figures is None:
        return f"no {name}"
    if figures[0] > figures[1]:
        return f"{name} from {show_number(figures[0])} down to {show_number(figures[1])}"
    return f"{name} {show_number(figures[0])} to {show_number(figures[1])}"


def placed(tip: Tip, unit: Decimal) -> str:
    """``at 611``; ``above 5`` where a number needs not be whole and the last before is simpler."""
    if unit < 1 and not _in_quarters(unit) and _digits(tip.last) < _digits(tip.value):
        return f"{'above' if tip.value > tip.last else 'below'} {show_number(tip.last)}"
    return f"at {show_number(tip.value)}"


def away(tip: Tip, value: Decimal, unit: Decimal) -> str:
    """``131 more``: how far it is from what was told."""
    edge = tip.value if placed(tip, unit).startswith("at") else tip.last
    distance = show_number(abs(EXACT.subtract(edge, value)))
    less = "fewer" if unit == 1 else "less"
    return f"{distance} {'more' if tip.value > value else less}"


def answered(value: Value | Stretch, now: Value | None = None) -> str:
    """A value as the answer that it is; a list by what it has more or less than ``now``."""
    match value, now:
        case Stretch() as stretch, _:
            return _stretched(stretch)
        case tuple(), tuple() if value:
            more = [word for word in value if word not in now]
            less = [word for word in now if word not in value]
            return f"{join(more)} too" if more else f"without {join(less)}"
        case tuple(), None if value:
            return join(value)
        case _:
            return show(value)


def listed(values: Iterable[Value | Stretch], now: Value | None = None, longer: int = 0) -> str:
    """Several answers; of many the first, and how many more there are; ``longer`` lists besides."""
    said = [answered(value, now) for value in values]
    if len(said) > MOST_NAMED:
        first = said[: MOST_NAMED - 2]
        said = [*first, f"{len(said) - len(first)} more"]
    besides = f" (and {plural(longer, 'longer list')})" if longer else ""
    return f"{join(said, 'or')}{besides}"


def _stretched(stretch: Stretch) -> str:
    """``0 to 349``; ``0 to below 12.4`` where the number beside the end is the simpler one."""
    low, high, unit = stretch.low, stretch.high, stretch.unit
    before, after = EXACT.subtract(low, unit), EXACT.add(high, unit)
    first = f"above {show_number(before)}" if _simpler(before, low, unit) else show_number(low)
    last = f"below {show_number(after)}" if _simpler(after, high, unit) else show_number(high)
    return show_number(low) if low == high else f"{first} to {last}"


def _simpler(one: Decimal, other: Decimal, unit: Decimal) -> bool:
    return unit < 1 and _digits(one) < _digits(other)


def _changed(change: Change, verb: str) -> str:
    if change.field == TOLD:
        return f"a verdict {change.after}"
    if change.after is None:
        return f"{change.field} has no value"
    if change.after == DISPUTED:
        return f"the rules disagree about {change.field}"
    if {change.before, change.after} == {"yes", "no"}:
        return f"{change.field}{verb} {change.after} instead of {change.before}"
    return f"{change.field}{verb} {change.after}"


def _in_quarters(unit: Decimal) -> bool:
    return EXACT.multiply(unit, Decimal(4)) == 1


def _digits(number: Decimal) -> int:
    return len(show_number(number).replace("-", ""))

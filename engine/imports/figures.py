"""Figures worked out from what was gathered, each with why it is not known where it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ..importmap import (
    Classed,
    Count,
    Different,
    ItemCount,
    Label,
    Largest,
    Mix,
    ReadingForm,
    Share,
    Table,
    YearsSince,
)
from ..values import EXACT
from ..vocabulary import Attribute, Misread, read
from .classes import plain_words
from .dates import UNREADABLE, months_before
from .gathering import NO_DAY, Gathered
from .limits import MOST_DIFFERENT, MOST_UNREADABLE
from .report import Reading, Shares

TENTH = Decimal("0.1")
DAYS_OF_A_YEAR = Decimal("365.25")
UNSORTED = "other"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a figure is worked out from: its table, what was gathered, the day of the export.

    ``lacking`` are the columns that the file has not.
    """

    table: Table
    gathered: tuple[Gathered, ...]
    lacking: frozenset[str]
    day: date | None


def figure(form: ReadingForm, grounds: Grounds, attribute: Attribute | None) -> Reading:
    """The figure of one reading; a label is read as a value of ``attribute``."""
    why_not = next(_hindrances(form, grounds), None)
    if why_not is not None:
        return Reading(form, why_not=why_not)
    match form.measure:
        case Count() | Share() | YearsSince():
            return _of_rows(form, grounds)
        case Different() | Largest():
            return _of_values(form, grounds)
        case Mix() | Classed():
            return _of_kinds(form, grounds.gathered[0])
        case Label():
            return _label(form, grounds.gathered[0], attribute)
        case ItemCount():
            return _items(form, grounds.gathered[0])


def _of_rows(form: ReadingForm, grounds: Grounds) -> Reading:
    match form.measure:
        case Count() as count:
            return _count(form, count, grounds)
        case Share():
            rows, such = grounds.gathered
            return _of_hundred(form, such.total, rows.total)
        case _:
            return _years(form, grounds)


def _of_kinds(form: ReadingForm, kinds: Gathered) -> Reading:
    match form.measure:
        case Classed() as classed:
            return _classed(form, classed, kinds)
        case _:
            return _mix(form, kinds)


def _hindrances(form: ReadingForm, grounds: Grounds) -> Iterator[str]:
    """Why no figure can be worked out, whatever the rows."""
    for name in _columns(form):
        if name in grounds.lacking:
            heading = " or ".join(grounds.table.column(name).headings)
            yield f"{form.table} has no column {heading}"
    if any(each.overflowing for each in grounds.gathered):
        yield f"there are more than {MOST_DIFFERENT:,} different values"


def _columns(form: ReadingForm) -> Iterator[str]:
    for test in form.where:
        yield test.column
    match form.measure:
        case Share(such):
            yield from (test.column for test in such)
        case Count():
            pass
        case measure:
            yield measure.column


def _count(form: ReadingForm, count: Count, grounds: Grounds) -> Reading:
    (days,) = grounds.gathered
    if count.last is None and count.until is None:
        return Reading(form, Decimal(days.total), base=days.total)
    why_not = _undatable(days, grounds)
    if why_not is not None or grounds.day is None:
        return Reading(form, base=days.total, why_not=why_not)
    if count.until is not None:
        first, last = 1, months_before(grounds.day, count.until).toordinal()
    else:
        first, last = (
            months_before(grounds.day, count.last or 0).toordinal() + 1,
            date.max.toordinal(),
        )
    found = Decimal(sum(many for day, many in _dated(days.counts) if first <= day <= last))
    if count.a_month and count.last:
        found = _rounded(EXACT.divide(found, Decimal(count.last)))
    return Reading(form, found, base=days.total)


def _undatable(days: Gathered, grounds: Grounds) -> str | None:
    """Why nothing can be told by the dates of rows."""
    name = grounds.table.dated_by
    if grounds.day is None:
        return "no day of the export is known"
    if name is None or name in grounds.lacking:
        return f"{grounds.table.name} has no dates"
    unread = days.counts[UNREADABLE] + days.counts[NO_DAY]
    if unread * 100 > days.total * MOST_UNREADABLE:
        return f"{unread:,} of {days.total:,} dates cannot be read"
    return None


def _dated(counts: Counter[object]) -> Iterator[tuple[int, int]]:
    for day, many in counts.items():
        if isinstance(day, int) and day > NO_DAY:
            yield day, many


def _of_hundred(form: ReadingForm, part: int, whole: int) -> Reading:
    why_not = _too_few(form, whole)
    if why_not is not None:
        return Reading(form, base=whole, why_not=why_not)
    return Reading(form, _percent(part, whole), base=whole)


def _too_few(form: ReadingForm, rows: int) -> str | None:
    needed = max(form.at_least, 1)
    return f"only {rows} such rows, and {needed} are needed" if rows < needed else None


def _of_values(form: ReadingForm, grounds: Grounds) -> Reading:
    """How many different texts, or how much the commonest have, their endings left out."""
    column = grounds.table.column(form.measure.column)  # type: ignore[union-attr]
    counts = _merged(grounds.gathered[0], frozenset(column.endings))
    if isinstance(form.measure, Largest):
        part = sum(many for _, many in counts.most_common(form.measure.most))
        return _of_hundred(form, part, counts.total())
    return Reading(form, Decimal(len(counts)), base=counts.total())


def _merged(values: Gathered, endings: frozenset[str]) -> Counter[str]:
    """The counts of texts that differ in more than spelling; worked out once."""
    if not values.merged:
        for text, many in values.counts.items():
            values.merged[_without(str(text), endings)] += many
    return values.merged


def _without(text: str, endings: frozenset[str]) -> str:
    """A text in plain words, without the last ones that make no difference."""
    plain = plain_words(text).strip()
    words = plain.split()
    while len(words) > 1 and words[-1] in endings:
        words.pop()
    return " ".join(words) or text


def _mix(form: ReadingForm, kinds: Gathered) -> Reading:
    why_not = _too_few(form, kinds.total)
    if why_not is not None:
        return Reading(form, base=kinds.total, why_not=why_not)
    assert isinstance(form.measure, Mix)  # noqa: S101 - the caller asked
    names = [each.name for each in form.measure.classes]
    shares: Shares = tuple(
        (name or UNSORTED, _percent(kinds.counts[name], kinds.total))
        for name in (*names, None)
        if kinds.counts[name]
    )
    return Reading(form, shares=shares, base=kinds.total)


def _label(form: ReadingForm, values: Gathered, attribute: Attribute | None) -> Reading:
    if not values.counts:
        return Reading(form, why_not="it is empty")
    if len(values.counts) > 1 or attribute is None:
        return Reading(form, base=values.total, why_not="the rows differ")
    (text,) = values.counts
    value = read(attribute, str(text))
    if isinstance(value, Misread):
        return Reading(
            form, base=1, why_not=f"what it says is not among the words for {attribute.name}"
        )
    return Reading(form, value, base=values.total)


def _classed(form: ReadingForm, classed: Classed, kinds: Gathered) -> Reading:
    """What all rows mean that mean something."""
    if not kinds.total:
        return Reading(form, why_not="no row is filled")
    told = {
        name: classed.means[name]
        for name in kinds.counts
        if isinstance(name, str) and name in classed.means
    }
    if not told:
        return Reading(form, base=kinds.total, why_not="no word in it tells")
    if len(set(told.values())) > 1:
        return Reading(form, base=kinds.total, why_not="the rows differ")
    name = next(iter(told))
    return Reading(form, told[name], base=kinds.total, says=kinds.words[name])


def _items(form: ReadingForm, items: Gathered) -> Reading:
    if not items.counts:
        return Reading(form, why_not="it is empty")
    return Reading(form, Decimal(len(items.counts)), base=items.total)


def _years(form: ReadingForm, grounds: Grounds) -> Reading:
    days = [day for day, _ in _dated(grounds.gathered[0].counts)]
    if grounds.day is None:
        return Reading(form, why_not="no day of the export is known")
    if not days:
        return Reading(form, why_not="no date in it can be read")
    passed = max(0, grounds.day.toordinal() - min(days))
    years = _rounded(EXACT.divide(Decimal(passed), DAYS_OF_A_YEAR))
    return Reading(form, years, base=len(days))


def _percent(part: int, whole: int) -> Decimal:
    return _rounded(EXACT.divide(Decimal(100 * part), Decimal(whole)))


def _rounded(number: Decimal) -> Decimal:
    """To a tenth, half up, without a nought behind the point."""
    rounded = number.quantize(TENTH, ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if whole == rounded else rounded

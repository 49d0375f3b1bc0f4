"""One moment of a watch on a screen: what changed, what is wrong, what is different, the totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...cases import Report, Result
from ...diagnostics import Diagnostic, Severity, in_order
from ...words import join, plural
from ..characters import flowing
from ..document import plain
from .results import totals

MOST_NAMED = 4
_CUT, _CUT_ASCII = "\u2026", "..."


@dataclass(frozen=True, slots=True)
class Moment:
    """What a change has led to.

    ``clock`` is when; ``changed`` names files or rules; ``broken`` is why the knowledge base cannot
    be used, and then ``report`` is the last one, of ``shown_of``. ``findings`` are those of the
    check; ``touched`` are the cases in which something is another than before.
    """

    clock: str
    changed: tuple[str, ...]
    report: Report | None
    shown_of: str
    findings: tuple[Diagnostic, ...] = ()
    broken: tuple[Diagnostic, ...] = ()
    touched: tuple[str, ...] | None = None


def moment_text(
    moment: Moment, *, width: int = 80, height: int | None = None, ascii_only: bool = False
) -> str:
    """The moment in lines; with a ``height``, so many at most, of ``width`` columns."""
    lines, last = (
        [_clean(line, ascii_only) for line in some] for some in (_lines(moment), _last(moment))
    )
    if height is None:  # no screen: nothing has to fit
        return "\n".join([*lines, *last, ""])
    cut = _CUT_ASCII if ascii_only else _CUT
    fitted = [line if len(line) <= width else line[: width - len(cut)] + cut for line in lines]
    ending = [part for line in last for part in _wrapped(line, width)]
    ending = ending[-height:]
    room = height - len(ending)
    if len(fitted) > room:
        left = len(fitted) - room + 1
        fitted = [*fitted[: room - 1], f"{cut} {plural(left, 'more line')}"] if room else []
    return "\n".join([*fitted, *ending, ""])


def _clean(line: str, ascii_only: bool) -> str:
    inner = line.lstrip(" ")
    return " " * (len(line) - len(inner)) + flowing(inner, ascii_only=ascii_only)


def _lines(moment: Moment) -> Iterator[str]:
    changed = f"  {_named(moment.changed)}" if moment.changed else ""
    yield f"{moment.clock}{changed}"
    for one in in_order(moment.broken or moment.findings):
        place = f"{one.location.exact}: " if one.location else ""
        yield f"{one.severity.value}: {place}{one.message}" + (f" ({one.hint})" if one.hint else "")
    report = moment.report
    if report is None:
        return
    told = {(one.location, one.message) for one in moment.findings}
    for problem in report.could_not_run:
        if (problem.location, problem.message) in told:
            continue
        yield f"could not run: {problem.location}: {problem.message}"
    for run in report.those("different"):
        yield from _different(run.result)
    if moment.touched is not None and not moment.broken:
        yield _touched(moment.touched)


def _last(moment: Moment) -> Iterator[str]:
    """What always stays in sight."""
    if moment.broken:
        first = moment.broken[0]
        at, line = (first.location.path, first.location.line) if first.location else ("", 0)
        where = f"{at} cannot be used, line {line}" if at else "The rules cannot be used"
        shown = f"shown are the results of {moment.shown_of}" if moment.report else "no results yet"
        yield f"{where}: {first.message}; {shown}."
    elif any(one.severity is Severity.ERROR for one in moment.findings):
        count = sum(one.severity is Severity.ERROR for one in moment.findings)
        yield f"{plural(count, 'error')} in the rules."
    if moment.report is not None:
        yield plain(totals(moment.report))


def _different(result: Result) -> Iterator[str]:
    yield f"different: {result.case.name} ({result.case.location})"
    for one in result.differences:
        gave = join([each.name for each in one.deciders[:MOST_NAMED] if not each.missing])
        kept = [f"{each.name}: {each.missing}" for each in one.deciders if each.missing]
        by = gave or next(iter(kept), "")
        yield f"  {one}" + (f" ({by})" if by else "")


def _touched(names: Sequence[str]) -> str:
    if not names:
        return "No case is touched by the change."
    return f"{plural(len(names), 'case')} touched: {_named(names)}"


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return join([*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])


def _wrapped(line: str, width: int) -> list[str]:
    from textwrap import wrap  # noqa: PLC0415 - with regular expressions, which others do without

    return wrap(line, width) or [""]

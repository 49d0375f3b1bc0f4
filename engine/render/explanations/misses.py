"""Why something was not concluded: the rules that could have, each with its conditions marked."""

from __future__ import annotations

from collections.abc import Iterator

from ...explain.checks import ALL, Check
from ...explain.fired import Overrider
from ...explain.misses import Miss, Misses
from ...values import UNKNOWN, show
from ...words import join
from ..document import Paragraph, Span, Style, Text, dim
from ..phrases import standing
from .outline import Entry, Outline, heading, item, outline_text, words
from .saying import disagreement, stand

IN_FULL = 10  # so many of the nearest are told with their conditions
IN_SHORT = 3
_STYLES: dict[str, Style] = {"holds": "good", "fails": "caution", "not known": "dim"}


def misses_text(
    misses: Misses, *, width: int = 80, colour: bool = False, ascii_only: bool = False
) -> str:
    """The answer as text."""
    outline = misses_document(misses)
    return outline_text(outline, width=width, colour=colour, ascii_only=ascii_only)


def misses_document(misses: Misses) -> Outline:
    """The answer as an outline: how it is, who did say so, and who nearly did."""
    return (
        Entry(Paragraph((Span(_answer(misses), "strong"),))),
        *_said_so(misses),
        *_nearly(misses),
    )


def nearest(misses: Misses, depth: int) -> Iterator[Entry]:
    """The nearest few in a line each."""
    for miss in misses.misses[:IN_SHORT]:
        yield item(
            (*standing(miss.rule.id, miss.rule.location), Span(f": {_shortly(miss)}")), depth
        )
    if misses.misses:
        number = len(misses.misses)
        more = f"all {number}" if number > IN_SHORT else "in full"
        yield item(dim(f'{more}: dunbar why-not "{_again(misses)}"'), depth)


def _answer(misses: Misses) -> str:
    said = misses.target.said
    if misses.clash is not None:
        return f"{disagreement(misses.clash)}. So it is not settled."
    if misses.so:
        so = "fired and stands" if misses.target.rule is not None else "is so"
        return f'{said} {so}. Ask how "{_again(misses)}" of the same facts.'
    if misses.nobody:
        hint = f": {misses.hint}" if misses.hint else ""
        now = "" if misses.present is UNKNOWN else f" It is {show(misses.present)}."
        return f'No rule ever concludes "{said}"{hint}.{now}'
    if misses.target.rule is not None:
        return f"{said} {_outcome(misses.misses[0])}."
    return _not_so(misses)


def _not_so(misses: Misses) -> str:
    target = misses.target
    if target.value is None:
        return f"{target.said} has no value: no rule that could conclude it stands."
    name = "the list" if isinstance(misses.present, tuple) else target.name
    return f'Not "{target.said}": {name} is {show(misses.present)}.'


def _again(misses: Misses) -> str:
    return misses.target.said.replace(": ", "=", 1)


def _outcome(miss: Miss) -> str:
    match miss.reason:
        case "set aside":
            return f"fired and gives way to {join(_winners(miss))}"
        case "excepted":
            return "did not fire, because its exception holds"
        case "waits":
            return "has not fired yet, because it waits for what is not known"
        case _:
            return f"did not fire: {_why(miss)}"


def _said_so(misses: Misses) -> Iterator[Entry]:
    if misses.stands:
        yield heading("Said so")
        yield from (item(words(stand(each)), 0) for each in misses.stands)


def _nearly(misses: Misses) -> Iterator[Entry]:
    if not misses.misses:
        return
    single = misses.target.rule is not None
    yield heading("What it asks for" if single else "Could have said so, nearest first")
    for miss in misses.misses[:IN_FULL]:
        place = standing(miss.rule.id, miss.rule.location)
        yield item((*place, Span(f": {miss.says}; {_why(miss)}")), 0)
        yield from _conditions(miss)
    rest = misses.misses[IN_FULL:]
    if rest:
        yield item(dim(f"farther off: {join([miss.rule.id for miss in rest])}"), 0)


def _conditions(miss: Miss) -> Iterator[Entry]:
    for over in miss.overriders:
        yield from _overridden(over, 1)
    tops = miss.when.parts if miss.when.text == ALL else (miss.when,)
    for check in tops:
        yield from _checked(check, 1)
    if miss.unless is not None:
        yield from _checked(miss.unless, 1, "unless ")


def _overridden(over: Overrider, depth: int) -> Iterator[Entry]:
    place = standing(over.rule.id, over.rule.location)
    verb = "set aside by " if over.stands else "would be set aside by "
    gives_way = "" if over.stands else ", which gives way itself"
    because = (dim(over.because),) if over.because else ()
    yield item((Span(verb, "caution"), *place, Span(gives_way)), depth, *because)
    for above in over.by:
        yield from _overridden(above, depth + 1)


def _checked(check: Check, depth: int, before: str = "") -> Iterator[Entry]:
    yield item(_line(check, before), depth)
    for part in check.parts:
        yield from _checked(part, depth + 1)


def _line(check: Check, before: str = "") -> Text:
    """``fails: legs is at most 5 (it is 8: 3 too many)``."""
    mark: str = check.mark
    if before:  # of an exception: that it holds is what is in the way
        mark = {"holds": "in the way", "fails": "not in the way", "not known": "not known"}[
            check.mark
        ]
    styles = {"in the way": "fails", "not in the way": "holds"}
    style = _STYLES[styles.get(mark, mark)]
    return (Span(f"{mark}: ", style), Span(f"{before}{check.text}"), Span(_aside(check), "dim"))


def _aside(check: Check) -> str:
    said = check.present + (f": {check.shortfall.text}" if check.shortfall else "")
    waits = f"waits for {join(check.waits)}" if check.waits and _further(check) else ""
    parts = [part for part in (said, waits) if part]
    return f" ({'; '.join(parts)})" if parts else ""


def _further(check: Check) -> bool:
    """Whether what is not told is something else than what the condition reads."""
    return not check.parts and "not told" not in check.present


def _why(miss: Miss) -> str:
    match miss.reason:
        case "set aside":
            return f"all of its conditions hold; {join(_winners(miss))} overrides it"
        case "excepted":
            return "all of its conditions hold, and so does its exception"
        case _:
            cost = miss.cost
            fails = "condition fails" if cost.failing == 1 else "conditions fail"
            parts = [f"{cost.failing} {fails}"] if cost.failing else []
            parts += [f"waits for {join(_waits(miss.when))}"] if cost.unknown else []
            return " and ".join(parts)


def _shortly(miss: Miss) -> str:
    if miss.reason in {"set aside", "excepted"}:
        return _why(miss)
    wrong = list(_wrong(miss.when))
    first = "".join(span.text for span in _line(wrong[0])) if wrong else _why(miss)
    return first + (f", and {len(wrong) - 1} more" if len(wrong) > 1 else "")


def _wrong(check: Check) -> Iterator[Check]:
    """The single tests that do not hold, those that fail first."""
    if check.mark == "holds":
        return
    if not check.parts:
        yield check
    for part in sorted(check.parts, key=lambda part: part.mark != "fails"):
        yield from _wrong(part)


def _waits(check: Check) -> list[str]:
    """The facts not told behind all that is not known."""
    if check.mark == "holds":
        return []
    found = [name for part in check.parts for name in _waits(part)]
    return list(dict.fromkeys((*check.waits, *found)))


def _winners(miss: Miss) -> list[str]:
    return [over.rule.id for over in miss.overriders if over.stands]

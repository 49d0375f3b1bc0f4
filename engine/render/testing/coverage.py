"""What the cases cover of the rules: a short table, and what is left with a ready case each."""

from __future__ import annotations

from collections.abc import Iterator

from ...cases import KINDS, Aim, Kind, Report, Tally
from ...words import plural
from ..document import Block, Heading, Item, Items, Paragraph, Span, Table, Text, dim

SAID: dict[Kind, str] = {
    "fires": "rules that fire",
    "true": "conditions made true",
    "false": "conditions made false",
    "alone": "conditions alone in the way",
    "excepted": "exceptions that hold",
    "overrides": "rules set aside",
    "claim": "claims with a say",
}
_MISSING: dict[Kind, str] = {
    "fires": "never fires",
    "true": "never true",
    "false": "never false",
    "alone": "never the only one in the way",
    "excepted": "its exception never holds where its conditions do",
    "overrides": "never sets aside",
    "claim": "never has a say",
}
_COLUMNS = ("in some case", "cases show", "of", "share")


def coverage_blocks(tally: Tally) -> Iterator[Block]:
    """What is covered, by kind; what cannot be is not counted, and its number is told."""
    yield Heading("Coverage")
    rows = tuple(_row(tally, kind) for kind in KINDS if tally.share(kind)[1])
    if rows:
        yield Table(_COLUMNS, rows, frozenset(_COLUMNS[1:]), named=True)
    reached, aims = tally.share()
    said = f"{tally.percent()} % covered: {reached:,} of {aims:,}."
    yield Paragraph((Span(said, "good" if reached == aims else "caution"),))
    if tally.impossible:
        yield Heading("Proved impossible, so not counted", 3)
        aims_there = (tally.covered[number].aim for number in sorted(tally.impossible))
        yield Items(tuple(map(_never, aims_there)))


def ready_text(report: Report) -> str:
    """What is not covered as YAML to paste: each gap as a comment, then a case that fills it."""
    gaps = [one for one in report.ready if one.searched and not one.impossible]
    if not gaps:
        return ""
    rest = sum(not one.searched for one in report.ready)
    filled = [one for one in gaps if one.case]
    head = (
        f"# {plural(len(gaps), 'gap')}. Each case below was tried, and fills the gaps above it.\n"
    )
    head += "# Think about whether it is right before you keep it.\n" if filled else ""
    head += f"# {plural(rest, 'gap')} more not searched; fill these first.\n" if rest else ""
    grouped: dict[str, list[Aim]] = {}
    for one in gaps:
        grouped.setdefault(one.case, []).append(one.aim)
    parts = [
        "".join(dict.fromkeys(f"  # {_gap(aim)}\n" for aim in aims))
        + (case or "  # No case was found, and none was proved impossible.\n")
        for case, aims in grouped.items()
    ]
    return "\n".join([f"{head}tests:\n", *parts])


def missing(aim: Aim) -> str:
    """What no case shows, in words."""
    rule = aim.rules[0].id
    match aim.kind:
        case "fires":
            return f"{rule} {_MISSING[aim.kind]}"
        case "claim":
            return f"{aim.said} {_MISSING[aim.kind]}; {rule} could give it one"
        case "overrides":
            return f"{rule} {_MISSING[aim.kind]} {aim.said}"
        case _:
            return f"{rule}: {aim.said}: {_MISSING[aim.kind]}"


def _never(aim: Aim) -> Item:
    at = (dim(str(aim.location)),) if aim.location is not None else ()
    return Item((Span(missing(aim)),), at)


def _gap(aim: Aim) -> str:
    at = f"{aim.location} " if aim.location is not None else ""
    return f"{at}{missing(aim)}"


def _row(tally: Tally, kind: Kind) -> tuple[Text, ...]:
    reached, aims = tally.share(kind)
    share = (Span(f"{tally.percent(kind)} %", "good" if reached == aims else "caution"),)
    return (Span(SAID[kind]),), (Span(f"{reached:,}"),), (Span(f"{aims:,}"),), share

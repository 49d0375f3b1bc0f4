"""A verification as a page: failures first, then what is open, what is proved, and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...diagnostics import in_order
from ...verify import Check, Finding, Fix, Report, Side
from ...words import join, plural
from ..document import Block, Document, Heading, Item, Items, Paragraph, Span, Style, Text, dim
from ..phrases import standing
from ..problems import problems_github
from .saying import many, message, profile_text, share

COUNTED = {
    "verdict": "headline",
    "clash": "attribute",
    "fires": "rule",
    "rows": "row",
    "exceptions": "exception",
    "figures": "figure",
    "matters": "rule",
    "properties": "property",
}


def verification_document(report: Report) -> Document:
    """The whole report."""
    answer = _answer(report)
    blocks = (
        Paragraph((Span(answer, "strong"),)),
        *_failures(report),
        *_open(report),
        *_proved(report),
        *_remarks(report),
        *_notes(report),
    )
    return Document(blocks, answer)


def verification_github(report: Report) -> str:
    """One workflow command a finding, its example in the message."""
    said = (replace(each.diagnostic, message=message(each)) for each in report.findings)
    return problems_github(in_order(said))


def _answer(report: Report) -> str:
    over = _over(report)
    match report.outcome:
        case "proved":
            return f"Proved {over}." if not report.scope.classes else f"Proved for all {over}."
        case "failed":
            failed = [check for check in report.checks if check.outcome == "failed"]
            count = sum(each.fails for check in failed for each in check.findings)
            return (
                f"{plural(count, 'failure')} {'among' if report.scope.classes else 'found'} {over}."
            )
        case _:
            return f"No failure was found, but not everything is proved: {over}."


def _over(report: Report) -> str:
    scope = report.scope
    if not scope.classes:
        return (
            f"in cones of influence, since all rules together are too many ({scope.reason});"
            f" {scope.searched:,} profiles were searched"
        )
    return f"{many(scope.profiles)} profiles, in {many(scope.classes)} classes"


def _failures(report: Report) -> Iterator[Block]:
    failing = [each for each in report.findings if each.fails]
    if failing:
        yield Heading("What fails")
        yield Items(tuple(_failure(each, report) for each in failing))


def _failure(finding: Finding, report: Report) -> Item:
    problem = finding.diagnostic
    spans = (Span(f"{problem.code}: ", "caution"), Span(problem.message))
    return Item(spans, tuple(_details(finding, report)))


def _details(finding: Finding, report: Report) -> Iterator[Text]:
    problem = finding.diagnostic
    if problem.location is not None:
        yield _line("at", str(problem.location), "place")
    if finding.profile is not None:
        yield _line("one" if finding.other is not None else "with", profile_text(finding.profile))
    if finding.other is not None:
        yield _line("other", profile_text(finding.other))
    if finding.profiles is not None and report.scope.profiles:
        part = share(finding.profiles, report.scope.profiles)
        yield _line("concerns", f"{many(finding.profiles)} profiles, {part} of all")
    for side in finding.sides:
        yield _side(side)
    for fix in finding.fixes:
        yield _fix(fix)
    if problem.hint and not finding.fixes:
        yield _line("help:", problem.hint)


def _side(side: Side) -> Text:
    because = f": {side.rule.because}" if side.rule.because else ""
    place = standing(side.rule.id, side.rule.location)
    return (Span("rule ", "dim"), *place, Span(f' says "{side.says}"{because}'))


def _fix(fix: Fix) -> Text:
    tried = "tried: it mends this and breaks nothing" if fix.tried == "mends it" else "not tried"
    return (Span("to mend it: ", "dim"), Span(fix.says), Span(f" ({tried})", "dim"))


def _line(label: str, text: str, style: Style = "plain") -> Text:
    return (Span(f"{label} ", "dim"), Span(text, style))


def _open(report: Report) -> Iterator[Block]:
    unproved = [check for check in report.checks if check.open]
    if unproved:
        yield Heading("What is not proved")
        yield Items(
            tuple(Item((Span(check.says),), tuple(map(dim, check.open))) for check in unproved)
        )


def _proved(report: Report) -> Iterator[Block]:
    proved = [check for check in report.checks if check.outcome == "proved"]
    if proved:
        yield Heading("What holds")
        yield Items(tuple(Item((Span(check.says), *_counted(check))) for check in proved))


def _counted(check: Check) -> Text:
    if not check.counted:
        return dim(" (none to check)")
    what = plural(check.counted, COUNTED[check.name], _several(COUNTED[check.name]))
    return dim(f" ({what})")


def _several(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _remarks(report: Report) -> Iterator[Block]:
    remarks = [text for check in report.checks for text in check.remarks]
    if remarks:
        yield Heading("Where there is no value")
        yield Items(tuple(Item((Span(text),)) for text in remarks))


def _notes(report: Report) -> Iterator[Block]:
    """What is no failure: rules by themselves, conditions with the rule that has them."""
    sides = {code: _sides(report, code) for code in ("only-reasons", "spare-condition")}
    reasons, spare = sides["only-reasons"], sides["spare-condition"]
    items = []
    if reasons:
        change = "changes" if len(reasons) == 1 else "change"
        said = f"{plural(len(reasons), 'rule')} {change} only the reasons; others conclude the same"
        items.append(Item((Span(f"{said}: {join([side.rule.id for side in reasons])}."),)))
    for side in spare:
        place = standing(side.rule.id, side.rule.location)
        items.append(Item((*place, Span(f' fires for the same people without "{side.says}".'))))
    if items:
        yield Heading("Notes")
        yield Items(tuple(items))


def _sides(report: Report, code: str) -> list[Side]:
    return [side for each in report.findings if each.diagnostic.code == code for side in each.sides]

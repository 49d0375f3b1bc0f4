"""Two verdicts as one document: side by side, and then the rules that make the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ...consultation import Consultation
from ...inference import Clash
from ...values import show_signed
from ...verdict import Shown
from ...what_if.comparison import Advised, Comparison, RuleChange, Standing
from ...what_if.fields import carriers
from ...words import join
from ..document import (
    Block,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Span,
    Table,
    Text,
    dim,
)
from ..explanations.saying import disagreement, shown_field
from ..phrases import listed, standing
from .saying import edit_text

SIDES = ("now", "then")
NOTHING_TOLD = "Nothing was told before; --given ATTRIBUTE=VALUE or a profile says what holds now."
FIRST_READERS = 3
_TITLES: dict[tuple[Standing, Standing], str] = {
    ("silent", "counts"): "Count only then",
    ("counts", "silent"): "Count only now",
    ("counts", "set aside"): "Counts now, set aside then",
    ("set aside", "counts"): "Set aside now, counts then",
    ("silent", "set aside"): "Speaks up then, but is set aside",
    ("set aside", "silent"): "Set aside now, silent then",
}


def comparison_document(found: Comparison) -> Document:
    """Headlines, fields, pulls, rules and advice: all that differs, and nothing else."""
    blocks = (
        *_headlines(found),
        *(_nothing(found) if found.same else _differing(found)),
    )
    return Document(blocks, found.then.verdict.headline)


def _headlines(found: Comparison) -> Iterator[Block]:
    now, then = found.now.verdict, found.then.verdict
    rows: list[tuple[str, Text]] = [
        ("Change", (Span("; and ".join(map(edit_text, found.edits)) or "nothing"),))
    ]
    if now.headline or then.headline:
        rows.append(("Now", (Span(now.headline),)))
        same = now.headline == then.headline
        rows.append(("Then", (Span("The same." if same else then.headline, "strong"),)))
    yield Definitions(tuple(rows))
    if not any(fact.origin != "assumed" for fact in found.now.facts):
        yield Paragraph(dim(NOTHING_TOLD))


def _differing(found: Comparison) -> Iterator[Block]:
    yield from _fields(found)
    yield from _remarks(found)
    yield from _clashes("Where the rules disagree then", found.clashes_gained)
    yield from _clashes("Where the rules disagree now", found.clashes_lost)
    yield from _pulls(found)
    yield from _rules(found)
    yield from _advice("Advice that is new", found.gained)
    yield from _advice("Advice that falls away", found.lost)


def _fields(found: Comparison) -> Iterator[Block]:
    rows = tuple(
        (
            (Span(each.field),),
            (Span(_field(each.field, each.now, found.now)),),
            (Span(_field(each.field, each.then, found.then)),),
        )
        for each in found.differences
    )
    if rows:
        yield Heading("The verdict")
        yield Table(("", *SIDES), rows, named=True)
    if found.unchanged and rows:
        yield Paragraph(dim(f"Unchanged: {join(found.unchanged)}."))


def _field(name: str, value: Shown, consultation: Consultation) -> str:
    """A field's value; that there is none because the rules disagree is said so."""
    form = consultation.knowledge.verdict
    clashing = {clash.attribute for clash in consultation.verdict.clashes}
    if form is not None and carriers(form).get(name) in clashing:
        return "the rules disagree"
    return shown_field(value)


def _remarks(found: Comparison) -> Iterator[Block]:
    for title, texts in (("are new", found.remarks_gained), ("fall away", found.remarks_lost)):
        if texts:
            yield Heading(f"Remarks that {title}")
            yield Items(tuple(Item((Span(text),)) for text in texts))


def _clashes(title: str, found: Iterable[Clash]) -> Iterator[Block]:
    items = tuple(Item((Span(f"{disagreement(clash)}."),)) for clash in found)
    if items:
        yield Heading(title)
        yield Items(items)


def _pulls(found: Comparison) -> Iterator[Block]:
    rows = tuple(
        (
            (Span(each.rule.id, "place"),),
            (Span(each.attribute),),
            (Span(_weight(each.now)),),
            (Span(_weight(each.then)),),
        )
        for each in found.pulls
    )
    if rows:
        yield Heading("What pulls differently")
        yield Table(("", "on", *SIDES), rows, frozenset(SIDES), named=True)


def _weight(weight: Decimal | None) -> str:
    return "none" if weight is None else show_signed(weight)


def _rules(found: Comparison) -> Iterator[Block]:
    """The rules by what they do, without those that the advice names anyway."""
    named = {rule.id for each in (*found.gained, *found.lost) for rule in each.advice.rules}
    form = found.now.knowledge.verdict
    lists = set(form.advice) if form is not None else set[str]()
    changes = [
        each
        for each in found.rules
        if each.rule.id not in named or not lists.issuperset(each.rule.writes())
    ]
    if changes:
        yield Heading("The rules that make the difference")
    for kind, title in _TITLES.items():
        items = [_rule(found, each) for each in changes if (each.now, each.then) == kind]
        if items:
            yield Heading(title, 3)
            yield Items(tuple(items))


def _rule(found: Comparison, change: RuleChange) -> Item:
    said = f"{listed(change.step.concluded)}. {change.step.because}".rstrip()
    provided = f" Provided {join(change.step.provided)}." if change.step.provided else ""
    by = f" Gives way to {join(change.by)}." if change.by else ""
    since = f" Rests on {join(change.rests_on)}." if len(found.edits) > 1 else ""
    place = standing(change.rule.id, change.rule.location)
    return Item((Span(f"{said} "), *place, Span(f".{provided}{by}{since}", "dim")))


def _advice(title: str, found: Iterable[Advised]) -> Iterator[Block]:
    items = tuple(map(_advised, found))
    if items:
        yield Heading(title)
        yield Items(items)


def _advised(found: Advised) -> Item:
    one = found.advice
    places = [
        span for rule in one.rules for span in (Span(", "), *standing(rule.id, rule.location))
    ]
    return Item(
        (Span(f"{found.title}: {one.text} "), Span("(", "dim"), *places[1:], Span(")", "dim"))
    )


def _nothing(found: Comparison) -> Iterator[Block]:
    """That nothing changes, and why as far as that is simple."""
    yield Paragraph((Span("Nothing changes.", "strong"),))
    if not found.edits:
        yield Paragraph((Span("All of that was told before."),))
        return
    items = []
    for edit, rules in found.readers:
        name = edit.attribute.name
        if not rules:
            items.append(Item((Span(f"No rule reads {name}."),)))
            continue
        named = [rule.id for rule in rules[:FIRST_READERS]]
        more = [f"{len(rules) - FIRST_READERS} more"] if len(rules) > FIRST_READERS else []
        read = "reads it and does" if len(rules) == 1 else "read it and do"
        items.append(Item((Span(f"{name}: {join([*named, *more])} {read} the same as before."),)))
    yield Items(tuple(items))

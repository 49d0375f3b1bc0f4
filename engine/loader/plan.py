"""``plan:`` to what is counted, how fast it grows, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..conditions import ALWAYS, Condition
from ..diagnostics import Location
from ..nodes import Listing, Node, Text
from ..pacing import Aim, Pace, PlanForm, Remark, Staging, Yield
from ..presentation import Saying
from ..sources import Source
from ..values import show_number
from ..vocabulary import Evidence
from .records import Record, as_text, entries
from .rules import RuleReader

PLAN_KEYS = ("counts", "effort", "paces", "yields", "aims", "stages", "remarks", "reached")
PACE_KEYS = ("when", "a week", "because", "source")
YIELD_KEYS = ("share", "because", "source")
STAGE_KEYS = ("when", "gain", "rest", "because", "source")
REMARK_KEYS = ("when", "say", "source")
REACHED_KEYS = ("when", "say")


def read_plan(node: Node, reader: RuleReader) -> PlanForm | None:
    """The ``plan:`` section, or None after a finding."""
    record = Record(node, "the plan", PLAN_KEYS, reader.findings)
    if not record.require("counts", "effort", "paces", "yields", "aims"):
        return None
    counts, yields = _counted(record, reader), _yield(record, reader)
    paces, aims = tuple(_paces(record, reader)), tuple(_aims(record, reader))
    stagings, remarks = tuple(_stagings(record, reader)), tuple(_remarks(record, reader))
    reached = tuple(_reached(record, reader))
    if yields is None or not counts:
        return None
    return PlanForm(
        counts,
        record.text("effort"),
        paces,
        yields,
        aims,
        stagings,
        remarks,
        reached,
        record.location,
    )


def _counted(record: Record, reader: RuleReader) -> str:
    """The asked number that grows, or nothing after a finding."""
    node = record.node("counts")
    name = "" if node is None else _number(node, reader)
    if name and not reader.vocabulary[name].asked:
        _bad(
            reader,
            f'"{name}" is worked out, and a plan begins with what a person tells',
            record.at("counts"),
            "name a number that is asked",
        )
        return ""
    return name


def _aims(record: Record, reader: RuleReader) -> Iterator[Aim]:
    node = record.node("aims")
    for key, value in entries(node, '"aims"', reader.findings) if node is not None else ():
        name = _number(key, reader)
        said = as_text(value, f'the text of "{key.value}"', reader.findings)
        if name and said is not None:
            text = reader.sentences.sentence(said, key.value, value.location)
            yield Aim(name, text, key.location)


def _paces(record: Record, reader: RuleReader) -> Iterator[Pace]:
    for inner in _each(record, "paces", PACE_KEYS, reader):
        if inner.require("a week", "because", "source"):
            a_week = _above_nought(inner, "a week", reader)
            if a_week is not None:
                yield Pace(_when(inner, reader), a_week, *_ground(inner, reader))


def _stagings(record: Record, reader: RuleReader) -> Iterator[Staging]:
    for inner in _each(record, "stages", STAGE_KEYS, reader):
        if inner.require("gain", "rest", "because", "source"):
            gain, rest = _above_nought(inner, "gain", reader), _weeks(inner, reader)
            if gain is not None and rest is not None:
                yield Staging(_when(inner, reader), gain, rest, *_ground(inner, reader))


def _remarks(record: Record, reader: RuleReader) -> Iterator[Remark]:
    for inner in _each(record, "remarks", REMARK_KEYS, reader):
        if inner.require("say", "source"):
            source = reader.citable.source(inner.node("source"))
            said = reader.sentence(inner, "say")
            yield Remark(_when(inner, reader), said, source, inner.location)


def _reached(record: Record, reader: RuleReader) -> Iterator[Saying]:
    for inner in _each(record, "reached", REACHED_KEYS, reader):
        if inner.require("say"):
            yield Saying(_when(inner, reader), reader.sentence(inner, "say"), inner.location)


def _yield(record: Record, reader: RuleReader) -> Yield | None:
    node = record.node("yields")
    if node is None:
        return None
    inner = Record(node, '"yields"', YIELD_KEYS, reader.findings)
    if not inner.require("share", "because", "source"):
        return None
    share = _above_nought(inner, "share", reader)
    return None if share is None else Yield(share, *_ground(inner, reader))


def _each(
    record: Record, key: str, allowed: tuple[str, ...], reader: RuleReader
) -> Iterator[Record]:
    """The entries of a list, or what stands in place of one, as records."""
    node = record.node(key)
    items = node.items if isinstance(node, Listing) else () if node is None else (node,)
    for item in items:
        yield Record(item, f'an entry of "{key}"', allowed, reader.findings)


def _ground(record: Record, reader: RuleReader) -> tuple[str, Source, Location]:
    because = reader.sentence(record, "because")
    return because, reader.citable.source(record.node("source")), record.location


def _when(record: Record, reader: RuleReader) -> Condition:
    node = record.node("when")
    return ALWAYS if node is None else reader.conditions.condition(node)


def _number(node: Node, reader: RuleReader) -> str:
    """The name of a number attribute, or nothing after a finding."""
    text = as_text(node, "an attribute", reader.findings)
    found = None if text is None else reader.conditions.attribute(Text(text, node.location))
    if found is not None and (not found.numeric or isinstance(found.kind, Evidence)):
        reader.findings.error("bad-kind", f'"{found.name}" is no number', node.location)
        return ""
    return "" if found is None else found.name


def _above_nought(record: Record, key: str, reader: RuleReader) -> Decimal | None:
    number = record.number(key)
    if number is None or number > 0:
        return number
    _bad(
        reader,
        f'"{key}" is {show_number(number)}, so nothing would ever grow',
        record.at(key),
        "write a number above 0",
    )
    return None


def _weeks(record: Record, reader: RuleReader) -> int | None:
    number = record.number("rest")
    if number is None or (number >= 0 and number == number.to_integral_value()):
        return None if number is None else int(number)
    _bad(
        reader,
        f'"rest" is {show_number(number)}, and weeks are counted whole',
        record.at("rest"),
        "write 0, 1, 2, ...",
    )
    return None


def _bad(reader: RuleReader, message: str, at: Location, hint: str) -> None:
    reader.findings.error("bad-plan", message, at, hint=hint)

"""Advice and the form of the verdict: what the knowledge base says to a person, and where."""

from __future__ import annotations

from collections.abc import Iterator

from ..conditions import ALWAYS, Condition
from ..diagnostics import Findings, Location
from ..nodes import Listing, Mapping, Node, Text
from ..presentation import DOCUMENT_KEYS, Advice, Field, NumberLine, Saying, VerdictForm, Waterfall
from ..presentation import VERDICT_KEYS as OWN_KEYS
from ..vocabulary import Evidence, ListOf
from ..words import did_you_mean, fold
from .records import Record, as_text, as_texts, entries
from .rules import RuleReader

ADVICE_KEYS = ("say", "after", "because", "source")
VERDICT_KEYS = (
    "shows",
    "if no value",
    "cannot tell",
    "range of",
    "headline",
    "remarks",
    "number line",
    "waterfall",
    "advice",
)
SAYING_KEYS = ("when", "say")
WATERFALL_KEYS = ("stages", "pulls")
NOT_A_MARK = ("unit", "span")


def advice_lists(nodes: list[Node], findings: Findings) -> dict[str, tuple[Text, tuple[str, ...]]]:
    """The derived lists that advice makes: name to the ids of its texts, from any file."""
    lists: dict[str, tuple[Text, tuple[str, ...]]] = {}
    for node in nodes:
        for key, texts in entries(node, "advice", findings):
            if fold(key.value) in map(fold, DOCUMENT_KEYS):
                _reserved(key, findings)
            first, known = lists.get(key.value, (key, ()))
            names = tuple(name for name, _ in entries(texts, f'advice "{key.value}"', findings))
            for name in names:
                if fold(name.value) in map(fold, known):
                    findings.error(
                        "duplicate-id",
                        f'advice "{name.value}" stands twice among the {key.value}',
                        name.location,
                        hint="give one of them another name",
                        related=(first.location,),
                    )
            lists[key.value] = (first, (*known, *(name.value for name in names)))
    return lists


def read_advice(nodes: list[Node], reader: RuleReader) -> dict[str, dict[str, Advice]]:
    """The texts of every list, in their order."""
    listed: dict[str, list[tuple[Text, Node]]] = {}
    for node in nodes:
        for key, texts in entries(node, "advice", Findings()):
            listed.setdefault(key.value, []).extend(entries(texts, key.value, Findings()))
    found: dict[str, dict[str, Advice]] = {}
    for list_name, texts_in in listed.items():
        names = {fold(name.value): name.value for name, _ in texts_in}
        found[list_name] = {
            name.value: _advice(name, value, names, reader) for name, value in texts_in
        }
    for texts_of in found.values():
        _check_order(texts_of, reader.findings)
    return found


def read_verdict(node: Node, reader: RuleReader) -> VerdictForm | None:
    """The ``verdict:`` section."""
    record = Record(node, "the verdict", VERDICT_KEYS, reader.findings)
    if not record.require("shows", "headline", "cannot tell"):
        return None
    shows, cannot_tell = record.node("shows"), record.node("cannot tell")
    assert shows is not None and cannot_tell is not None  # noqa: S101, PT018 - just required
    fields = tuple(_fields(shows, _otherwise(record, shows, reader.findings), reader))
    form = VerdictForm(
        fields=fields,
        cannot_tell=reader.conditions.condition(cannot_tell),
        headline=tuple(_sayings(record, "headline", reader)),
        remarks=tuple(_sayings(record, "remarks", reader)),
        advice=_titles(record, reader),
        range_of=record.text("range of") or None,
        number_line=_number_line(record, fields, reader),
        waterfall=_waterfall(record, reader),
        location=record.location,
    )
    if form.range_of is not None:
        _check_group(form.range_of, record.at("range of"), fields, reader.findings)
    return form


def _check_group(name: str, at: Location, fields: tuple[Field, ...], findings: Findings) -> None:
    groups = [entry.name for entry in fields if isinstance(entry.shows, tuple)]
    if name not in groups:
        findings.error(
            "unknown-group",
            f'"{name}" is no group of "shows"',
            at,
            hint=did_you_mean(name, groups),
        )


def _advice(name: Text, node: Node, names: dict[str, str], reader: RuleReader) -> Advice:
    record = Record(node, f'advice "{name.value}"', ADVICE_KEYS, reader.findings)
    record.require("say")
    return Advice(
        name.value,
        reader.sentence(record, "say"),
        tuple(names.get(fold(text.value), text.value) for text in record.texts("after")),
        reader.sentence(record, "because"),
        reader.citable.source(record.node("source")),
        name.location,
    )


def _check_order(texts: dict[str, Advice], findings: Findings) -> None:
    for advice in texts.values():
        for name in advice.after:
            if name not in texts:
                findings.error(
                    "unknown-value",
                    f'advice "{advice.id}" comes after "{name}", which is not in its list',
                    advice.location,
                    hint=did_you_mean(name, texts),
                )
            elif _comes_after(texts, name, advice.id):
                findings.error(
                    "advice-loop",
                    f'advice "{advice.id}" and "{name}" each come after the other',
                    advice.location,
                )


def _comes_after(texts: dict[str, Advice], start: str, wanted: str) -> bool:
    todo, seen = [start], set[str]()
    while todo:
        name = todo.pop()
        if name == wanted:
            return True
        if name in texts and name not in seen:
            seen.add(name)
            todo += texts[name].after
    return False


def _otherwise(record: Record, shows: Node, findings: Findings) -> dict[str, str]:
    """What stands for a field without value, by the folded name of the field."""
    node = record.node("if no value")
    plain = [
        key.value
        for key, value in (shows.entries if isinstance(shows, Mapping) else ())
        if not isinstance(value, Mapping)
    ]
    otherwise = {}
    for key, value in entries(node, '"if no value"', findings) if node else ():
        if fold(key.value) not in map(fold, plain):
            findings.error(
                "unknown-key",
                f'"{key.value}" is no single field of "shows"',
                key.location,
                hint=did_you_mean(key.value, plain),
            )
        otherwise[fold(key.value)] = as_text(value, key.value, findings) or ""
    return otherwise


def _fields(node: Node, otherwise: dict[str, str], reader: RuleReader) -> Iterator[Field]:
    for key, value in entries(node, '"shows"', reader.findings):
        if fold(key.value) in OWN_KEYS:
            _reserved(key, reader.findings)
        if isinstance(value, Mapping):
            yield Field(key.value, tuple(_member(name, member, reader) for name, member in value))
        else:
            yield Field(key.value, _attribute(value, reader), otherwise.get(fold(key.value)))


def _reserved(key: Text, findings: Findings) -> None:
    findings.error(
        "reserved-word",
        f'"{key.value}" is a part of every verdict, so nothing else can be called so',
        key.location,
        hint="choose another word",
    )


def _member(key: Text, node: Node, reader: RuleReader) -> Field:
    if isinstance(node, Mapping):
        return Field(key.value, reader.conditions.condition(node))
    return Field(key.value, _attribute(node, reader))


def _attribute(node: Node, reader: RuleReader) -> str:
    text = as_text(node, "an attribute", reader.findings)
    found = reader.conditions.attribute(Text(text, node.location)) if text is not None else None
    return found.name if found else ""


def _number_attribute(node: Node, reader: RuleReader) -> str:
    name = _attribute(node, reader)
    if name and not reader.vocabulary[name].numeric:
        reader.findings.error("bad-kind", f'"{name}" is no number', node.location)
    return name


def _sayings(record: Record, key: str, reader: RuleReader) -> Iterator[Saying]:
    node = record.node(key)
    items = node.items if isinstance(node, Listing) else (node,) if node is not None else ()
    for item in items:
        inner = Record(item, f'an entry of "{key}"', SAYING_KEYS, reader.findings)
        if inner.require("say"):
            yield Saying(_when(inner, reader), reader.sentence(inner, "say"), inner.location)


def _when(record: Record, reader: RuleReader) -> Condition:
    node = record.node("when")
    return ALWAYS if node is None else reader.conditions.condition(node)


def _titles(record: Record, reader: RuleReader) -> dict[str, str]:
    node = record.node("advice")
    titles = {}
    for key, value in entries(node, '"advice"', reader.findings) if node else ():
        attribute = reader.conditions.attribute(key)
        if attribute and not isinstance(attribute.kind, ListOf):
            reader.findings.error(
                "bad-kind", f'"{attribute.name}" is no list, so it holds no advice', key.location
            )
        elif attribute:
            titles[attribute.name] = (
                as_text(value, f'the title of "{key.value}"', reader.findings) or key.value
            )
    return titles


def _number_line(
    record: Record, fields: tuple[Field, ...], reader: RuleReader
) -> NumberLine | None:
    node = record.node("number line")
    if node is None:
        return None
    span = node.get("span") if isinstance(node, Mapping) else None
    if isinstance(span, Text):
        _check_group(span.value, span.location, fields, reader.findings)
    elif isinstance(node, Mapping) and span is None:
        reader.findings.error(
            "missing-key",
            '"number line" has no "span"',
            node.location,
            hint='add a line "span: ..." that names a group of "shows"',
        )
    found = list(entries(node, '"number line"', reader.findings))
    plain = {
        fold(key.value): as_text(value, key.value, reader.findings) or "" for key, value in found
    }
    marks = {
        key.value: _number_attribute(value, reader)
        for key, value in found
        if fold(key.value) not in NOT_A_MARK
    }
    return NumberLine(plain.get("unit", ""), marks, plain.get("span", ""))


def _waterfall(record: Record, reader: RuleReader) -> Waterfall | None:
    node = record.node("waterfall")
    if node is None:
        return None
    inner = Record(node, '"waterfall"', WATERFALL_KEYS, reader.findings)
    stages, pulls = inner.node("stages"), inner.node("pulls")
    if not inner.require(*WATERFALL_KEYS) or stages is None or pulls is None:
        return None
    names = tuple(
        _number_attribute(text, reader) for text in as_texts(stages, '"stages"', reader.findings)
    )
    if len(names) < 2:  # noqa: PLR2004 - a way has a beginning and an end
        reader.findings.error(
            "wrong-shape",
            '"stages" should list two or more number attributes',
            stages.location,
            hint="the first is where the figure begins, the last where it ends",
        )
    evidence = _attribute(pulls, reader)
    if evidence and not isinstance(reader.vocabulary[evidence].kind, Evidence):
        reader.findings.error("bad-kind", f'"{evidence}" takes no evidence', pulls.location)
    return Waterfall(names, evidence)

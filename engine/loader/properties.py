"""``properties:`` to promises of the knowledge base; each has exactly one form.

The forms are ``never``, ``always`` (with ``when``), ``same person`` with ``then``, ``more`` or
``whatever`` with one of ``never raises``, ``never lowers``, ``never changes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..conditions import ALWAYS, AllOf, Condition
from ..nodes import Listing, Node, Text
from ..properties import Always, Compared, Motion, Moving, Never, Promise, Property, Relation
from ..values import Value
from ..vocabulary import Attribute, ListOf, Number
from ..words import did_you_mean, fold, identifier
from .attributes import read_value
from .records import Record, entries
from .rules import RuleReader

FORMS = ("never", "always", "same person", "more", "whatever")
MOTIONS: dict[str, Motion] = {
    "never raises": "raises",
    "never lowers": "lowers",
    "never changes": "changes",
}
KEYS = ("when", *FORMS, "then", *MOTIONS, "because", "source")
RELATIONS: dict[str, Relation] = {
    "not higher": "not higher",
    "not lower": "not lower",
    "higher": "higher",
    "lower": "lower",
    "the same": "the same",
    "same": "the same",
}
TWO = 2
# Which keys each form goes with, besides "when", "because" and "source".
WITH = {
    "never": (),
    "always": (),
    "same person": ("then",),
    "more": tuple(MOTIONS),
    "whatever": ("never changes",),
}


def read_properties(nodes: Sequence[Node], reader: RuleReader) -> tuple[Property, ...]:
    """Every property of every file, in their order."""
    found: dict[str, Property] = {}
    for node in nodes:
        for key, value in entries(node, "properties", reader.findings):
            name = identifier(key.value)
            if name in found:
                first = found[name].location
                reader.findings.error(
                    "duplicate-id",
                    f'property "{name}" stands twice',
                    key.location,
                    related=(first,) if first else (),
                )
            read = _property(name, key, value, reader)
            if read is not None:
                found[name] = read
    return tuple(found.values())


def _property(name: str, key: Text, node: Node, reader: RuleReader) -> Property | None:
    record = Record(node, f'property "{name}"', KEYS, reader.findings)
    form = _form(record, name)
    if form is None or not record.require("because", "source"):
        return None
    promise = _promise(form, record, reader)
    if promise is None:
        return None
    source = reader.citable.source(record.node("source"))
    because = reader.sentence(record, "because")
    return Property(name, promise, because, source, key.location)


def _form(record: Record, name: str) -> str | None:
    """The one form that the keys make, or a finding."""
    if not record.legible:
        return None
    given = [form for form in FORMS if form in record]
    if len(given) != 1:
        record.findings.error(
            "bad-property",
            f'property "{name}" says {"nothing" if not given else "two things at once"}',
            record.location if not given else record.at(given[1]),
            hint='write one of "never:", "always:", "same person:", "more:" and "whatever:"',
        )
        return None
    (form,) = given
    spare = [key for key in ("then", *MOTIONS) if key in record and key not in WITH[form]]
    for key in spare:
        wanted = WITH[form]
        record.findings.error(
            "bad-property",
            f'"{key}" does not go with "{form}"',
            record.at(key),
            hint=did_you_mean(key, wanted) if wanted else f'delete "{key}"',
        )
    return None if spare else form


def _promise(form: str, record: Record, reader: RuleReader) -> Promise | None:
    when = _when(record, reader)
    match form:
        case "never":
            forbidden = reader.conditions.condition(_node(record, form))
            return Never(forbidden if when == ALWAYS else AllOf((when, forbidden)))
        case "always":
            return Always(when, reader.conditions.condition(_node(record, form)))
        case "same person":
            return _compared(record, when, reader)
        case _:
            return _moving(form, record, when, reader)


def _when(record: Record, reader: RuleReader) -> Condition:
    node = record.node("when")
    return ALWAYS if node is None else reader.conditions.condition(node)


def _node(record: Record, key: str) -> Node:
    node = record.node(key)
    assert node is not None  # noqa: S101 - a form is a key that is there
    return node


def _compared(record: Record, when: Condition, reader: RuleReader) -> Compared | None:
    pairs = list(entries(_node(record, "same person"), '"same person"', reader.findings))
    if not record.require("then") or not pairs:
        return None
    if len(pairs) > 1:
        reader.findings.error(
            "bad-property",
            '"same person" names two attributes, and the two may differ in one only',
            pairs[1][0].location,
            hint='put what is the same for both under "when"',
        )
        return None
    key, node = pairs[0]
    attribute = _asked(key, reader)
    values = None if attribute is None else _two(attribute, node, reader)
    claims = tuple(_claims(_node(record, "then"), reader))
    if attribute is None or values is None or not claims:
        return None
    return Compared(attribute.name, *values, claims, when)


def _two(attribute: Attribute, node: Node, reader: RuleReader) -> tuple[Value, Value] | None:
    items = node.items if isinstance(node, Listing) else ()
    if len(items) != TWO:
        reader.findings.error(
            "bad-property",
            f'"same person" needs two values of "{attribute.name}", first and second',
            node.location,
            hint=f"{attribute.name}: [one, other]",
        )
        return None
    first, second = (read_value(attribute, item, reader.findings) for item in items)
    return None if first is None or second is None else (first, second)


def _claims(node: Node, reader: RuleReader) -> Iterator[tuple[str, Relation]]:
    for key, value in entries(node, '"then"', reader.findings):
        attribute = reader.conditions.attribute(key)
        said = value.value if isinstance(value, Text) else ""
        relation = RELATIONS.get(fold(said))
        if relation is None:
            reader.findings.error(
                "bad-property",
                f'"{said}" is no way to compare two persons',
                value.location,
                hint=did_you_mean(said, list(RELATIONS)[:5]),
            )
        elif attribute is not None and (relation == "the same" or _numeric(attribute, key, reader)):
            yield attribute.name, relation


def _moving(form: str, record: Record, when: Condition, reader: RuleReader) -> Moving | None:
    key = record.node(form)
    motions = [motion for motion in MOTIONS if motion in record]
    if len(motions) != 1:
        reader.findings.error(
            "bad-property",
            f'"{form}" needs one line that says what it never does',
            record.at(motions[1]) if motions else record.at(form),
            hint=f"{WITH[form][0]}: an attribute, or a list of them",
        )
        return None
    if not isinstance(key, Text):
        record.text(form)
        return None
    attribute, more = _asked(key, reader), form == "more"
    if attribute is not None and more and not isinstance(attribute.kind, Number | ListOf):
        reader.findings.error(
            "bad-property",
            f'there is no "more" of "{attribute.name}"',
            key.location,
            hint=f'write "whatever: {attribute.name}"',
        )
        return None
    names = tuple(_moved(record, motions[0], reader))
    if attribute is None or not names:
        return None
    return Moving(attribute.name, MOTIONS[motions[0]], names, more, when)


def _moved(record: Record, motion: str, reader: RuleReader) -> Iterator[str]:
    for text in record.texts(motion):
        attribute = reader.conditions.attribute(text)
        if attribute is not None and (
            MOTIONS[motion] == "changes" or _numeric(attribute, text, reader)
        ):
            yield attribute.name


def _asked(name: Text, reader: RuleReader) -> Attribute | None:
    found = reader.conditions.attribute(name)
    if found is None or found.asked:
        return found
    reader.findings.error(
        "bad-property",
        f'"{found.name}" is worked out, and two persons differ in what they tell',
        name.location,
        hint="name an attribute that is asked",
    )
    return None


def _numeric(attribute: Attribute, at: Text, reader: RuleReader) -> bool:
    if not attribute.numeric:
        reader.findings.error(
            "bad-property",
            f'"{attribute.name}" is no number, so it is neither higher nor lower',
            at.location,
            hint='write "the same", or "never changes:"',
        )
    return attribute.numeric

"""Profiles: ``attribute: value`` lines of a YAML file, and ``attribute=value`` arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from ..consultation import Fact
from ..diagnostics import Findings, Fix, KnowledgeError, Location
from ..nodes import Listing, Mapping, Node, Text
from ..values import show
from ..vocabulary import Attribute, ListOf, Misread, OneOf, Vocabulary, read, read_list
from ..words import did_you_mean, fold, join, slip_of
from ..yamltext import parse, read_bytes


def read_facts(
    vocabulary: Vocabulary, profile: Path | None, arguments: Iterable[str]
) -> tuple[Fact, ...]:
    """What a profile file and arguments tell; arguments win, and ``unknown`` takes back.

    Raises KnowledgeError with everything that cannot be used.
    """
    findings, sources = Findings(), dict[str, str]()
    told: dict[str, Fact | None] = {}
    if profile is not None:
        told.update(_from_file(profile, vocabulary, findings, sources))
    told.update(_from_arguments(arguments, vocabulary, findings))
    if findings.errors:
        raise KnowledgeError(findings.all, sources)
    facts = (told.get(attribute.name) for attribute in vocabulary)
    return tuple(fact for fact in facts if fact is not None)


def facts_of(node: Node, vocabulary: Vocabulary, findings: Findings) -> tuple[Fact, ...]:
    """The facts that a mapping of attributes to values tells."""
    return tuple(fact for _, fact in _from_node(node, vocabulary, findings) if fact is not None)


def fact_of(
    attribute: Attribute, written: Sequence[str], at: Location | None = None
) -> Fact | Misread:
    """The fact that one text, or the several texts of a list, tell."""
    value = read(attribute, written[0]) if len(written) == 1 else read_list(attribute, written)
    if isinstance(value, Misread):
        return value
    said = show(value) if isinstance(value, Decimal) else ", ".join(written)
    return Fact(
        attribute.name, value, "told", None if fold(said) == fold(show(value)) else said, at
    )


def _from_file(
    path: Path, vocabulary: Vocabulary, findings: Findings, sources: dict[str, str]
) -> Iterator[tuple[str, Fact | None]]:
    if not path.exists():
        named, told = vocabulary.find(str(path)), _telling(vocabulary, str(path))
        if named is not None or told:
            what = "an attribute without a value" if named is not None else "a value of something"
            hint = _argument(named.name, "...") if named is not None else join(told, "or")
            findings.error("not-a-profile", f'"{path}" is {what}', hint=f"write for example {hint}")
            return
    data = read_bytes(path, str(path), findings)
    if data is None:
        return
    sources[str(path)] = data.decode("utf-8", errors="replace")
    node = parse(data, str(path), findings)
    if node is not None:
        yield from _from_node(node, vocabulary, findings)


def _telling(vocabulary: Vocabulary, text: str) -> list[str]:
    """The arguments by which a value may be told that is written alone."""
    kinds = ((each.name, each.kind) for each in vocabulary.asked)
    return [
        _argument(name, text)
        for name, kind in kinds
        if isinstance(kind, OneOf | ListOf) and fold(text) in kind.readings
    ]


def _argument(name: str, text: str) -> str:
    """As a shell takes it."""
    return f'"{name}={text}"' if " " in name or " " in text else f"{name}={text}"


def _from_node(
    node: Node, vocabulary: Vocabulary, findings: Findings
) -> Iterator[tuple[str, Fact | None]]:
    if not isinstance(node, Mapping):
        findings.error("not-a-profile", 'a profile is lines of "attribute: value"', node.location)
        return
    seen: dict[str, Location] = {}
    for key, value in node:
        attribute = attribute_called(key.value, vocabulary, findings, key)
        if attribute is None:
            continue
        if attribute.name in seen:
            findings.error(
                "told-twice",
                f'"{attribute.name}" is told twice',
                key.location,
                related=(seen[attribute.name],),
            )
        seen[attribute.name] = key.location
        texts = _texts(attribute, value, findings)
        if texts is not None:
            yield attribute.name, fact_told(attribute, texts, findings, value)


def _texts(attribute: Attribute, node: Node, findings: Findings) -> list[str] | None:
    """What the node writes, or None where that has been reported."""
    match node:
        case Text("", quoted=False):  # by the reader of YAML
            return None
        case Text(value):
            return [value]
        case Listing(items) if all(isinstance(item, Text) for item in items):
            return [item.value for item in items if isinstance(item, Text)]
        case _:
            findings.error(
                "wrong-shape",
                f'"{attribute.name}" should be a value or a list of values',
                node.location,
            )
            return None


def _from_arguments(
    arguments: Iterable[str], vocabulary: Vocabulary, findings: Findings
) -> Iterator[tuple[str, Fact | None]]:
    seen: dict[str, str] = {}
    for argument in arguments:
        name, _, text = argument.partition("=")
        attribute = attribute_called(name, vocabulary, findings, None)
        if attribute is None:
            continue
        if attribute.name in seen and fold(seen[attribute.name]) != fold(text):
            findings.error(
                "told-twice",
                f'"{attribute.name}" is told twice: "{seen[attribute.name]}" and "{text}"',
            )
        seen[attribute.name] = text
        several = isinstance(attribute.kind, ListOf)
        yield (
            attribute.name,
            fact_told(attribute, text.split(",") if several else [text], findings, None),
        )


def attribute_called(
    name: str, vocabulary: Vocabulary, findings: Findings, node: Text | None
) -> Attribute | None:
    """The asked attribute of that name, or None where it has been reported that there is none."""
    found = vocabulary.find(name)
    if found is None or not found.asked:
        why = (
            "is no attribute" if found is None else "is worked out by the rules and cannot be told"
        )
        names = [attribute.name for attribute in vocabulary.asked]
        findings.error(
            "unknown-attribute" if found is None else "not-asked",
            f'"{name}" {why}',
            None if node is None else node.location,
            hint=did_you_mean(name, names) or "it may be " + ", ".join(names),
            fix=None if node is None else _respelled(node, slip_of(name, names)),
        )
        return None
    return found


def fact_told(
    attribute: Attribute, texts: list[str], findings: Findings, node: Node | None
) -> Fact | None:
    """The fact that these texts tell; None for what is unknown, or has been reported."""
    at = None if node is None else node.location
    written = [text.strip() for text in texts]
    if len(written) == 1 and fold(written[0]) == "unknown":
        return None
    if len(written) == 1 and not written[0]:
        findings.error(
            "empty-value",
            f'"{attribute.name}" has no value',
            at,
            hint='write a value, "unknown", or leave it out',
        )
        return None
    fact = fact_of(attribute, written, at)
    if isinstance(fact, Misread):
        fix = None if node is None else _fix(attribute, node, fact)
        findings.error(fact.code, fact.message, at, hint=fact.hint, fix=fix)
        return None
    return fact


def _respelled(word: Text, meant: str | None) -> Fix | None:
    from ..loader.respelling import rewritten  # noqa: PLC0415 - only slips need the loader

    return rewritten(word, meant)


def _fix(attribute: Attribute, node: Node, misread: Misread) -> Fix | None:
    from ..loader.attributes import fix_of  # noqa: PLC0415 - only slips need the loader

    return fix_of(attribute, node, misread)

"""Verdicts that were saved as JSON: the facts that were told then, and what was said of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from ..consultation import Fact
from ..diagnostics import DunbarError, Findings, KnowledgeError
from ..vocabulary import Vocabulary
from ..yamltext import read_bytes
from .profile import fact_of

SCHEMA = "dunbar.verdict/1"
ORIGINS = ("told", "export")

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved verdict; ``lost`` are the facts that the vocabulary does not take any more.

    ``fields`` is the ``verdict`` of the document, numbers as Decimal, ``steps`` are the ids in its
    trace, and ``day`` is the first day of its plan, where it has one.
    """

    base: str
    version: str
    digest: str
    basis: str
    facts: tuple[Fact, ...]
    lost: tuple[str, ...]
    fields: Json
    steps: tuple[str, ...]
    day: date | None = None

    @property
    def headline(self) -> str:
        """What was said first."""
        return str(self.fields.get("headline", ""))


def read_saved(path: Path, vocabulary: Vocabulary) -> Saved:
    """The verdict in a file. Raises KnowledgeError and DunbarError where there is none."""
    findings = Findings()
    data = read_bytes(path, str(path), findings)
    if data is None:
        raise KnowledgeError(findings.all, {})
    try:
        document = json.loads(data, parse_int=Decimal, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise _unusable(path) from error
    match document:
        case {
            "schema": str() as schema,
            "knowledge_base": {"name": str() as base, "version": str(), "digest": str()},
            "basis": str() as basis,
            "facts": list() as facts,
            "verdict": dict() as fields,
            "trace": list() as trace,
        } if schema == SCHEMA:
            known, lost = _facts(facts, vocabulary)
            named = document["knowledge_base"]
            steps = tuple(step["rule"] for step in trace if _is_step(step))
            version, digest = named["version"], named["digest"]
            day = _day(document.get("plan"))
            return Saved(base, version, digest, basis, known, lost, fields, steps, day)
        case _:
            raise _unusable(path)


def _unusable(path: Path) -> DunbarError:
    return DunbarError(
        f'"{path}" is no verdict: save one with dunbar advise ... --format json -o {path}'
    )


def _is_step(step: object) -> bool:
    return isinstance(step, dict) and isinstance(step.get("rule"), str)


def _facts(
    written: list[object], vocabulary: Vocabulary
) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """The facts that can be told still, and those that cannot, in words."""
    facts, lost = dict[str, Fact](), list[str]()
    for name, value, origin in _told(written):
        attribute = vocabulary.find(name)
        texts = _texts(value)
        read = (
            fact_of(attribute, texts)
            if attribute is not None and attribute.asked and texts
            else None
        )
        if isinstance(read, Fact):
            facts[read.attribute] = replace(read, origin="export" if origin == "export" else "told")
        else:
            lost.append(f"{name}: {', '.join(texts)}")
    return tuple(facts[name.name] for name in vocabulary.asked if name.name in facts), tuple(lost)


def _told(written: list[object]) -> Iterator[tuple[str, object, str]]:
    for each in written:
        match each:
            case {"attribute": str() as name, "value": value, "origin": str() as origin} if (
                origin in ORIGINS
            ):
                yield name, value, origin


def _texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case Decimal() if value.is_finite():
            return [f"{value:f}"]
        case []:
            return ["none"]
        case list():
            return [str(each) for each in value]
        case _:
            return []


def _day(plan: object) -> date | None:
    match plan:
        case {"from": str() as text}:
            try:
                return date.fromisoformat(text)
            except ValueError:
                return None
        case _:
            return None

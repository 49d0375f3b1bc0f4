"""All that a handbook tells of a knowledge base, as one value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..cases import Report as Cases
from ..rules import KnowledgeBase, Rule
from ..strata import Program
from ..verify import Report as Proofs
from .casebook import Casebook, casebook
from .promises import Promised, promised
from .references import References, references


@dataclass(frozen=True, slots=True)
class Theme:
    """The rules of one factor, or of one file where they have none, as they stand in the files."""

    name: str
    rules: tuple[Rule, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """A knowledge base with its themes and tables, its cases as they came out, and its proofs.

    ``proofs`` is None where nothing was proved. ``at`` finds a rule by its id.
    """

    knowledge: KnowledgeBase
    themes: tuple[Theme, ...]
    tables: Mapping[str, tuple[Rule, ...]]
    cases: Cases
    casebook: Casebook
    proofs: Proofs | None
    promises: tuple[Promised, ...]
    references: References = field(repr=False)
    at: Mapping[str, Rule] = field(repr=False)


def compose(program: Program, cases: Cases, proofs: Proofs | None) -> Handbook:
    """The handbook of a knowledge base."""
    knowledge = program.knowledge
    ordered = sorted(knowledge.rules, key=place)
    return Handbook(
        knowledge=knowledge,
        themes=tuple(_themes(ordered)),
        tables=_tables(ordered),
        cases=cases,
        casebook=casebook(cases),
        proofs=proofs,
        promises=promised(knowledge, proofs),
        references=references(program),
        at={rule.id: rule for rule in knowledge.rules},
    )


def theme_of(rule: Rule) -> str:
    """The name of the theme to which a rule belongs."""
    if rule.factor:
        return rule.factor
    name = rule.location.path if rule.location is not None else ""
    return name.removeprefix("rules/").rpartition(".")[0] or "rules"


def place(rule: Rule) -> tuple[str, int, str]:
    """Where a rule stands, to put rules in order."""
    at = rule.location
    return (at.path, at.line, rule.id) if at is not None else ("", 0, rule.id)


def _themes(ordered: Iterable[Rule]) -> Iterable[Theme]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in ordered:
        found[theme_of(rule)].append(rule)
    for name, rules in found.items():
        files = dict.fromkeys(rule.location.path for rule in rules if rule.location is not None)
        yield Theme(name, tuple(rules), tuple(files))


def _tables(ordered: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in ordered:
        if rule.table is not None:
            found[rule.table].append(rule)
    return {name: tuple(rows) for name, rows in found.items()}

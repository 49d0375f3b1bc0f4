"""Rules and everything they stand on: the knowledge base as one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .conditions import ALWAYS, Condition, attributes
from .diagnostics import Location
from .importmap import ImportMap
from .pacing import PlanForm
from .presentation import Advice, VerdictForm
from .properties import Property
from .sources import UNSOURCED, Claim, Origin, Source
from .values import Value
from .vocabulary import Attribute, Evidence, Formula, Lookup, LookupRow, Vocabulary


@dataclass(frozen=True, slots=True)
class Conclusion:
    """``attribute`` gets ``value``; ``negated`` evidence speaks against it."""

    attribute: str
    value: Value
    negated: bool = False
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """One if-then of the author, with what it cites and why.

    ``strength`` is None where the rule gives no evidence; ``factor`` groups evidence that
    restates one thing. A rule without ``because`` or ``source`` is a draft, and still runs.
    """

    id: str
    conclusions: tuple[Conclusion, ...]
    when: Condition = ALWAYS
    unless: Condition | None = None
    overrides: tuple[str, ...] = ()
    factor: str = ""
    strength: Decimal | None = None
    because: str = ""
    source: Source = UNSOURCED
    table: str | None = None
    on_request: bool = False
    tags: tuple[str, ...] = ()
    review_by: str | None = None
    location: Location | None = field(default=None, compare=False)

    @property
    def draft(self) -> bool:
        """Whether the author still owes a reason or a source."""
        return not self.because or not self.source.given

    def reads(self) -> tuple[str, ...]:
        """The attributes that decide whether it fires, each once."""
        unless = attributes(self.unless) if self.unless is not None else ()
        return tuple(dict.fromkeys((*attributes(self.when), *unless)))

    def writes(self) -> tuple[str, ...]:
        """The attributes that it concludes."""
        return tuple(conclusion.attribute for conclusion in self.conclusions)


@dataclass(frozen=True, slots=True)
class ScaleWord:
    """A word of a scale: its ``steps``, and the figure ``start`` from which a net is called so."""

    word: str
    steps: Decimal
    start: Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """The words along which evidence pulls; nets are kept within ``limit`` either way."""

    name: str
    words: tuple[ScaleWord, ...]
    limit: Decimal
    because: str = ""
    source: Source = UNSOURCED
    location: Location | None = field(default=None, compare=False)

    def steps(self, word: str) -> Decimal:
        """How far one pull called ``word`` reaches."""
        return next(entry.steps for entry in self.words if entry.word == word)

    def word(self, figure: Decimal) -> str:
        """What a net of ``figure`` is called: the farthest word whose start it has reached."""
        reached = [
            entry
            for entry in self.words
            if not entry.steps
            or (entry.steps > 0 and figure >= entry.start)
            or (entry.steps < 0 and figure <= entry.start)
        ]
        return max(reached, key=lambda entry: abs(entry.steps)).word


@dataclass(frozen=True, slots=True)
class Tension:
    """Two statements of the guidance that pull apart, and what we do about it."""

    id: str
    what: str
    treatment: str
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Vocabulary, rules and texts, checked and immutable; ``rules`` stand in the order of ids."""

    name: str
    version: str
    digest: str
    about: str
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    scales: Mapping[str, Scale]
    strengths: Mapping[str, Decimal]
    claims: Mapping[str, Claim]
    tensions: Mapping[str, Tension]
    advice: Mapping[str, Mapping[str, Advice]]
    verdict: VerdictForm | None
    properties: tuple[Property, ...] = ()
    plan: PlanForm | None = None
    imports: tuple[ImportMap, ...] = ()
    sources: Mapping[str, str] = field(compare=False, repr=False, default_factory=dict)

    def rule(self, name: str) -> Rule | None:
        """The rule with this id."""
        return next((rule for rule in self.rules if rule.id == name), None)

    def scale_of(self, attribute: str) -> Scale | None:
        """The scale of an evidence attribute."""
        kind = self.vocabulary[attribute].kind
        return self.scales[kind.scale] if isinstance(kind, Evidence) else None

    def grounded_in(self, origin: Origin) -> KnowledgeBase:
        """Only what has this origin: rules, formulas, lookup rows and assumptions of another go."""
        kept = tuple(rule for rule in self.rules if rule.source.origin is origin)
        attributes = tuple(_grounded(attribute, origin) for attribute in self.vocabulary)
        plan = None if self.plan is None else self.plan.grounded_in(origin)
        return replace(self, rules=kept, vocabulary=Vocabulary(attributes), plan=plan)


def _grounded(attribute: Attribute, origin: Origin) -> Attribute:
    assumption = attribute.assumption
    if assumption is not None and assumption.source.origin is not origin:
        attribute = replace(attribute, assumption=None)
    match attribute.kind:
        case Formula() if attribute.source.origin is not origin:
            return replace(attribute, kind=Lookup(attribute.name, ()))
        case Lookup(by, rows):
            rows = tuple(row for row in rows if row.source.origin is origin)
            return replace(attribute, kind=Lookup(by, rows))
        case _:
            return attribute


__all__ = [
    "Advice",
    "Claim",
    "Conclusion",
    "KnowledgeBase",
    "LookupRow",
    "Rule",
    "Scale",
    "ScaleWord",
    "Tension",
    "VerdictForm",
]

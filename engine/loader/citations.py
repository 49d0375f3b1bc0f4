"""Claims, strengths and scales, and the ``source:`` lines that cite them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ..diagnostics import Findings, Location
from ..nodes import Listing, Node, Text
from ..nodes import Mapping as MappingNode
from ..rules import Scale, ScaleWord, Tension
from ..sources import UNSOURCED, Claim, Origin, Source
from ..words import fold
from .records import Record, as_number, as_text, entries
from .respelling import respelled

CLAIM_KEYS = (
    "section",
    "says",
    "from",
    "hedge",
    "confidence",
    "kind",
    "value",
    "note",
    "not a rule",
    "tensions",
    "restates",
)

QUARTERS = tuple(Decimal(count) / 4 for count in range(5))
SOURCE_KEYS = ("convention",)
SCALE_KEYS = ("kept within", "words", "because", "source")
SCALE_WORD_KEYS = ("steps", "from")
TENSION_KEYS = ("what", "treatment")


@dataclass(slots=True)
class Citable:
    """Everything that a ``source:`` line may name, and how firmly it is put."""

    findings: Findings
    claims: dict[str, Claim] = field(default_factory=dict)
    strengths: dict[str, Decimal] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def source(self, node: Node | None) -> Source:
        """What a ``source:`` line cites; its weakest part names the origin."""
        if node is None:
            return UNSOURCED
        claims: list[Claim] = []
        conventions: list[str] = []
        for item in node if isinstance(node, Listing) else (node,):
            if isinstance(item, MappingNode):
                record = Record(item, "a source", SOURCE_KEYS, self.findings)
                conventions.append(record.text("convention", "not explained"))
            elif isinstance(item, Text):
                claim = self._claim(item)
                claims += [claim] if claim else []
            else:
                as_text(item, "a source", self.findings)
        if not claims and not conventions:
            return UNSOURCED
        return Source(
            tuple(dict.fromkeys(claim.id for claim in claims)),
            "; ".join(conventions) or None,
            _weakest([claim.origin for claim in claims], convention=bool(conventions)),
        )

    def firmness(self, source: Source) -> Decimal | None:
        """The strength of the firmest claim that is cited, None where none is."""
        hedges = [self.claims[cited].hedge for cited in source.claims]
        return max((self.strengths.get(hedge, Decimal(0)) for hedge in hedges), default=None)

    def _claim(self, text: Text) -> Claim | None:
        found = self.claims.get(text.value) or next(
            (claim for name, claim in self.claims.items() if fold(name) == fold(text.value)), None
        )
        if found is None:
            meant = respelled(text, self.claims)
            otherwise = "cite a claim by its id, or write {convention: why we chose this}"
            meant["hint"] = meant["hint"] or otherwise
            self.findings.error(
                "unknown-claim", f'"{text.value}" is no claim', text.location, **meant
            )
        else:
            self.cited.add(found.id)
        return found


def read_strengths(node: Node, citable: Citable) -> None:
    """How firmly each hedge lets a claim pull, 0 to 1 in quarters."""
    for key, value in entries(node, "strengths", citable.findings):
        if fold(key.value) in citable.strengths:
            _twice(f'strength "{key.value}"', key, None, citable.findings)
        number = as_number(value, f'strength "{key.value}"', citable.findings)
        if number is not None and is_strength(number):
            citable.strengths[fold(key.value)] = number
        elif number is not None:
            bad_strength(key.value, citable.findings, value)


def is_strength(number: Decimal) -> bool:
    """Whether a number is one of 0, 1/4, 1/2, 3/4, 1."""
    return number in QUARTERS


def bad_strength(name: str, findings: Findings, node: Node) -> None:
    """Report a strength that is no quarter."""
    findings.error(
        "bad-strength",
        f'"{name}" is no strength',
        node.location,
        hint="write 0, 0.25, 0.5, 0.75 or 1",
    )


def read_claims(node: Node, origin: Origin, citable: Citable) -> None:
    """Claims by id, in the wording of the knowledge base."""
    for key, value in entries(node, "claims", citable.findings):
        record = Record(value, f"claim {key.value}", CLAIM_KEYS, citable.findings)
        record.require("says", "hedge")
        if key.value in citable.claims:
            first = citable.claims[key.value].location
            _twice(f"claim {key.value}", key, first, citable.findings)
        hedge = record.choice("hedge", tuple(citable.strengths), "states")
        citable.claims[key.value] = Claim(
            key.value,
            record.text("says"),
            hedge,
            origin,
            record.text("section"),
            record.text("kind"),
            record.text("note"),
            record.text("from"),
            record.text("not a rule") or None,
            key.location,
        )


def read_scales(node: Node, citable: Citable, scales: dict[str, Scale]) -> None:
    """Scales by name, each with a neutral word of no steps."""
    for key, value in entries(node, "scales", citable.findings):
        record = Record(value, f'scale "{key.value}"', SCALE_KEYS, citable.findings)
        if not record.require("words", "kept within"):
            continue
        if fold(key.value) in scales:
            first = scales[fold(key.value)].location
            _twice(f'scale "{key.value}"', key, first, citable.findings)
        limit = record.number("kept within")
        if limit is not None and limit <= 0:
            citable.findings.error(
                "bad-scale",
                f'scale "{key.value}" is kept within {limit:f}, so nothing could move on it',
                record.at("kept within"),
                hint="write how far it reaches either way, such as 2",
            )
        words = tuple(_scale_words(record, citable.findings))
        if sum(not word.steps for word in words) != 1:
            citable.findings.error(
                "bad-scale", f'scale "{key.value}" needs exactly one word of 0 steps', key.location
            )
            continue
        scales[fold(key.value)] = Scale(
            key.value,
            words,
            limit or Decimal(1),
            record.text("because"),
            citable.source(record.node("source")),
            key.location,
        )


def _scale_words(record: Record, findings: Findings) -> list[ScaleWord]:
    node = record.node("words")
    words = []
    for key, value in entries(node, "words of a scale", findings) if node else ():
        word = Record(value, f'scale word "{key.value}"', SCALE_WORD_KEYS, findings)
        steps = word.number("steps")
        if not word.require("steps") or steps is None:
            continue
        if steps and not word.require("from"):
            continue
        words.append(ScaleWord(key.value, steps, word.number("from") or Decimal(0)))
    return words


def read_tensions(node: Node, findings: Findings, tensions: dict[str, Tension]) -> None:
    """Where the guidance pulls two ways, and what we do about it."""
    for key, value in entries(node, "tensions", findings):
        record = Record(value, f"tension {key.value}", TENSION_KEYS, findings)
        if key.value in tensions:
            _twice(f"tension {key.value}", key, tensions[key.value].location, findings)
        if record.require(*TENSION_KEYS):
            tensions[key.value] = Tension(
                key.value, record.text("what"), record.text("treatment"), key.location
            )


def _twice(what: str, key: Text, first: Location | None, findings: Findings) -> None:
    findings.error(
        "duplicate-id",
        f"{what} stands twice",
        key.location,
        related=(first,) if first else (),
    )


def _weakest(origins: list[Origin], *, convention: bool) -> Origin:
    if convention:
        return Origin.CONVENTION
    return Origin.EXTERNAL if Origin.EXTERNAL in origins else Origin.ARTICLE

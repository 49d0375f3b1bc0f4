"""A small slip in a rule, and what became of it, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from ..diagnostics import Diagnostic, Location
from ..rules import KnowledgeBase, Rule
from ..values import Facts

Kind = Literal[
    "delete rule",
    "drop condition",
    "negate condition",
    "move threshold",
    "remove value",
    "add value",
    "drop unless",
    "drop overrides",
    "drop conclusion",
    "swap conclusion",
    "turn conclusion",
    "change strength",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

_REMOVING = ("delete rule", "remove value", *(kind for kind in KINDS if kind.startswith("drop ")))
THE_RULE = "the rule"

Fate = Literal["killed", "survived", "only the reasons", "equivalent", "not proved"]
FATES: tuple[Fate, ...] = get_args(Fate)
"""A case notices it; none does; none could by the verdict; none could at all; that is not known."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule other than its author wrote it.

    ``what`` was changed and what was ``done`` to it fit into one sentence: *the condition "a is b"*
    of the rule, *were deleted*. ``changed`` are all rules that this makes different: the rule
    first, then later rows of its table. ``title`` names a case that would notice it.
    """

    kind: Kind
    rule: Rule
    what: str
    done: str
    title: str
    changed: tuple[Rule, ...]
    location: Location | None = field(default=None, compare=False)

    @property
    def subject(self) -> str:
        """What was changed, as a phrase with the rule's name."""
        of = "" if self.what == THE_RULE else "of "
        return f"{self.what} {of}{self.rule.id}"

    @property
    def removes(self) -> bool:
        """Whether text would go, which is to spare if nobody notices."""
        return self.kind in _REMOVING


@dataclass(frozen=True, slots=True)
class Ready:
    """A case that notices mutants: its facts, its lines, and the file of its theme."""

    name: str
    given: Facts
    text: str
    file: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a mutant; ``ready`` would notice it where no case does."""

    mutant: Mutant
    fate: Fate
    ready: Ready | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All mutants judged against ``cases`` cases that are as expected.

    ``left_out`` counts cases that are not as expected, and so can notice nothing; ``problems``
    are those of files of cases. ``untried`` counts mutants for which there was no time.
    """

    knowledge: KnowledgeBase
    cases: int
    left_out: int
    judged: tuple[Judged, ...]
    problems: tuple[Diagnostic, ...] = ()
    untried: int = 0

    def those(self, *fates: Fate, kind: Kind | None = None) -> tuple[Judged, ...]:
        """The mutants with one of these fates, of one kind or of all."""
        return tuple(
            one for one in self.judged if one.fate in fates and kind in (None, one.mutant.kind)
        )

    @property
    def survivors(self) -> tuple[Judged, ...]:
        """Those that count against the score: not noticed, nor proved to make no difference."""
        return self.those("survived", "not proved")

    @property
    def ready(self) -> tuple[Ready, ...]:
        """The cases that would notice the survivors, each once."""
        found = (one.ready for one in self.survivors if one.ready is not None)
        return tuple({ready.name: ready for ready in found}.values())

    def percent(self, kind: Kind | None = None) -> int:
        """The killed of those that can be, in whole hundredths, rounded down."""
        killed = len(self.those("killed", kind=kind))
        killable = killed + len(self.those("survived", "not proved", kind=kind))
        return 100 * killed // killable if killable else 100

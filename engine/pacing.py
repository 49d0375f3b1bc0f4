"""What the knowledge base declares of a plan: what is counted, how fast it grows, and how far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .conditions import Condition, attributes
from .diagnostics import Location
from .presentation import Saying
from .sources import Origin, Source


@dataclass(frozen=True, slots=True)
class Pace:
    """So much effort a week for those of whom ``when`` holds."""

    when: Condition
    a_week: Decimal
    because: str
    source: Source
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Yield:
    """What comes of the effort: ``share`` of it, above 0, on an average."""

    share: Decimal
    because: str
    source: Source
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Staging:
    """For those of whom ``when`` holds: ``gain`` so much, then let ``rest`` weeks pass."""

    when: Condition
    gain: Decimal
    rest: int
    because: str
    source: Source
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of the verdict that the plan leads to, and what it means to be there."""

    attribute: str
    says: str
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """What to mind on the way, for those of whom ``when`` holds."""

    when: Condition
    says: str
    source: Source
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PlanForm:
    """From the number attribute ``counts`` to the ``aims``, by the first pace that holds.

    ``reached`` is said to those who are there already.
    """

    counts: str
    effort: str
    paces: tuple[Pace, ...]
    yields: Yield
    aims: tuple[Aim, ...]
    stagings: tuple[Staging, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reached: tuple[Saying, ...] = ()
    location: Location | None = field(default=None, compare=False)

    def grounded_in(self, origin: Origin) -> PlanForm | None:
        """Only what has this origin; None where that leaves no figure to plan with."""
        paces = tuple(pace for pace in self.paces if pace.source.origin is origin)
        if not paces or self.yields.source.origin is not origin:
            return None
        return replace(
            self,
            paces=paces,
            stagings=tuple(each for each in self.stagings if each.source.origin is origin),
            remarks=tuple(each for each in self.remarks if each.source.origin is origin),
        )

    def reads(self) -> Iterator[str]:
        """Every attribute that it counts, leads to or asks about."""
        yield self.counts
        yield from (aim.attribute for aim in self.aims)
        conditions = (
            *(pace.when for pace in self.paces),
            *(staging.when for staging in self.stagings),
            *(remark.when for remark in self.remarks),
            *(saying.when for saying in self.reached),
        )
        for condition in conditions:
            yield from attributes(condition)

    def texts(self) -> Iterator[str]:
        """Every sentence in which attributes may be named."""
        yield self.yields.because
        yield from (pace.because for pace in self.paces)
        yield from (staging.because for staging in self.stagings)
        yield from (aim.says for aim in self.aims)
        yield from (remark.says for remark in self.remarks)
        yield from (saying.says for saying in self.reached)

    def sources(self) -> Iterator[Source]:
        """On whose word everything in it stands."""
        yield self.yields.source
        yield from (pace.source for pace in self.paces)
        yield from (staging.source for staging in self.stagings)
        yield from (remark.source for remark in self.remarks)

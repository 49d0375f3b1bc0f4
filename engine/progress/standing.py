"""Where somebody stood at one time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..consultation import Consultation
from ..intake.saved import Saved


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts of one time under the rules of today, and the verdict that was ``saved`` then.

    ``source`` is the file that tells of it; ``day`` is when it was, where that is known.
    """

    source: str
    consultation: Consultation
    day: date | None = None
    saved: Saved | None = None

    @property
    def counted(self) -> Decimal | None:
        """The number that the plan counts, where there is a plan and the number was told."""
        plan = self.consultation.knowledge.plan
        found = None if plan is None else self.consultation.run.memory.get(plan.counts)
        return found if isinstance(found, Decimal) else None

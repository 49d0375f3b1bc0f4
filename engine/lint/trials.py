"""Asking what can hold together, and having the reference chainer try every example."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cached_property

from ..consultation import Reference
from ..inference import Inference
from ..rules import KnowledgeBase
from ..strata import Program
from ..values import Facts
from .joint import Case, Joint, Spent
from .joint.witness import profiles

MOST_EXAMPLES = 40


class Open(Enum):
    """The search was given up, or none of its examples stood the trial."""

    OPEN = "not known"


OPEN = Open.OPEN


class Trials:
    """The search over all inputs of a knowledge base, and a chainer for single ones."""

    def __init__(self, knowledge: KnowledgeBase, order: Program | object) -> None:
        self.joint = Joint(knowledge)
        self._order = order

    def can_be(self, case: Case) -> bool | Open:
        """Whether a case can be met."""
        try:
            return self.joint.possible(case)
        except Spent:
            return OPEN

    def example(self, case: Case, shows: Callable[[Inference], bool]) -> Facts | Open | None:
        """A profile on which the rules do what ``shows`` asks; None where there is none."""
        tried = 0
        found = None
        try:
            for found in self.joint.solutions(case):
                for told in profiles(self.joint.model, found, self._believed):
                    if shows(self._reference.believe(told)):
                        return told
                tried += 1
                if tried >= MOST_EXAMPLES:
                    break
        except Spent:
            return OPEN
        return None if found is None else OPEN

    @cached_property
    def _reference(self) -> Reference:
        assert isinstance(self._order, Program)  # noqa: S101 - nothing is tried on a loop
        return Reference(self._order)

    def _believed(self, told: Facts) -> Facts:
        return self._reference.believe(told).memory

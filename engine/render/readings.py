"""What a consultation's records mean to a reader, in whatever form they are shown."""

from __future__ import annotations

from ..consultation import Fact, ReadFrom
from ..inference import Pull
from ..values import show


def told_as(fact: Fact) -> str | None:
    """How the person put a fact, where that is not the value that was read."""
    return fact.written if fact.written is not None and fact.written != show(fact.value) else None


def read_in(read: ReadFrom) -> str:
    """Where and how a value was read, and how far that can be trusted."""
    return f"{read.file}: {read.method}; {read.trust} trust"


def direction(pull: Pull) -> str:
    """The word of the scale towards which a rule pulls, or away from which."""
    concluded = pull.rule.conclusions
    negated = any(one.negated and one.attribute == pull.attribute for one in concluded)
    return f"not {pull.word}" if negated else pull.word

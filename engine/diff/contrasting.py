"""Profiles under both versions: what differs, confirmed by the engine of a consultation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ..inference import Inference
from ..values import Facts
from ..verdict import headline
from .common import Common
from .forms import Key, forms
from .report import Contrast, Outcome
from .responsible import Blame, Edited
from .shifts import Move, Shift, Turn, called, number_of, word_of
from .verdicts import Said, differing, said
from .version import Basis, Chained, Version, inferred


class Contrasting:
    """Two versions, asked about profiles; what is shown to anybody comes from ``shown``."""

    def __init__(
        self, old: Version, new: Version, keys: Iterable[Key], common: Common, edited: Edited
    ) -> None:
        self.old, self.new, self.keys, self.common = old, new, tuple(keys), common
        self.forms = forms(old.knowledge, new.knowledge)
        self._chained = Chained(old), Chained(new)
        self._blame = Blame(self.forms, edited)

    def tried(
        self, told: Facts, basis: Basis = "all", others: Facts | None = None
    ) -> tuple[Inference, Inference]:
        """What both versions make of a profile, by the reference chainer.

        ``others`` is what the new version is told, where that is something else.
        """
        old, new = self._chained
        return old.believe(told, basis), new.believe(told if others is None else others, basis)

    def said(self, runs: tuple[Inference, Inference]) -> tuple[Said, Said]:
        """What the two verdicts say."""
        return said(runs[0], self.forms[0]), said(runs[1], self.forms[1])

    def differ(self, runs: tuple[Inference, Inference]) -> tuple[Key, ...]:
        """The entries in which the verdicts differ."""
        return differing(*self.said(runs), self.keys)

    def shifts(self, runs: tuple[Inference, Inference]) -> Mapping[Key, Shift]:
        """How each entry that differs does so."""
        before, after = self.said(runs)
        return {
            key: shift_of(before.get(key), after.get(key))
            for key in differing(before, after, self.keys)
        }

    def shown(
        self,
        told: Facts,
        basis: Basis = "all",
        others: Facts | None = None,
        kept: tuple[str, ...] = (),
    ) -> Contrast | None:
        """A profile in full, from the engine of a consultation; None where nothing differs."""
        runs = (
            inferred(self.old, told, basis),
            inferred(self.new, told if others is None else others, basis),
        )
        keys = self.differ(runs)
        if not keys:
            return None
        was, becomes = self.said(runs)
        return Contrast(
            told if others is None else {**told, **others},
            _outcome(runs[0], was, keys),
            _outcome(runs[1], becomes, keys),
            self._blame.behind(*runs, keys),
            kept,
        )


def shift_of(before: object, after: object) -> Shift:
    """How an entry of one profile differs."""
    one, other = number_of(before), number_of(after)
    alike = word_of(before) == word_of(after)
    if isinstance(one, Decimal) and isinstance(other, Decimal) and alike:
        return Move(other - one, other - one)
    return Turn(called(before), called(after))


def shows(shift: Shift, wanted: Shift) -> bool:
    """Whether the difference of one profile is one of those that a change stands for."""
    match shift, wanted:
        case Move(by, _), Move(least, most):
            return least <= by <= most
        case _:
            return shift == wanted


def _outcome(run: Inference, entries: Said, keys: Iterable[Key]) -> Outcome:
    form = run.program.knowledge.verdict
    told = "" if form is None else headline(form, run.memory)
    return Outcome(told, tuple((key, entries.get(key)) for key in keys))

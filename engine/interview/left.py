"""What an interview leaves open: the values an aim can still have, and what they depend on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import cast

from ..diagram import Between, Clashes, Diagram, Exceeded, Reached, View
from ..diagram.boxes import Within
from ..values import Net, Unknown
from ..vocabulary import OneOf
from .aims import Aim
from .reading import read_for
from .state import Interview

DISAGREED = "nothing, because rules disagree"


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the greatest figure that are possible; None where there may be none."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Possible:
    """The values that an aim can still have, as they would be shown, and the verdict's range."""

    values: tuple[Reached, ...]
    span: Span


class Left:
    """All completions of an interview: each open question may be answered, or not at all.

    What was skipped stays untold, or, ``reopened``, may be told after all. Those in ``within``
    are in some of their classes.
    """

    __slots__ = ("_found", "_open", "interview", "view")

    def __init__(
        self, interview: Interview, within: Within | None = None, *, reopened: bool = False
    ) -> None:
        self.interview = interview
        self._open = frozenset((*interview.open, *(interview.skipped if reopened else ())))
        self._found: dict[Aim, frozenset[str]] = {}
        self.view = (
            View(interview.diagram, interview.told, "either", asking=self._open, within=within)
            if isinstance(interview.diagram, Diagram)
            else None
        )

    def depends(self, aim: Aim) -> frozenset[str]:
        """The open attributes on which the aim still depends; empty when it is settled.

        Without a diagram these are all open attributes that are read on the way to it.
        """
        if aim not in self._found:
            self._found[aim] = self._depends(aim) & self._open
        return self._found[aim]

    def possible(self, aim: Aim) -> Possible | None:
        """What the aim can still be; None without a diagram."""
        if self.view is None:
            return None
        if aim.whole or len(aim.attributes) != 1:
            return Possible((), self.span())
        kind = self.interview.program.knowledge.vocabulary[aim.attributes[0]].kind
        words = kind.values if isinstance(kind, OneOf) else ()
        found = sorted(self._values(self.view, aim), key=partial(_order, words))
        return Possible(tuple(found), self.span())

    def span(self) -> Span:
        """How low and how high the figures of the verdict's range can still come out."""
        form = self.interview.program.knowledge.verdict
        if self.view is None or form is None or form.reaches is None:
            return Span(None, None)
        found = self.view.value_range(*form.reaches)
        return Span(found.low, found.high)

    def moving(self) -> frozenset[str]:
        """The open attributes that can still move the verdict's range."""
        form = self.interview.program.knowledge.verdict
        if self.view is None or form is None or form.reaches is None:
            return frozenset()
        return self.view.depends_on(*form.reaches[1:]) & self._open

    def _depends(self, aim: Aim) -> frozenset[str]:
        if self.view is None:
            return read_for(self.interview.program, aim)
        if aim.whole:
            return self.view.matters()
        depends = self.view.depends_on(*aim.subjects)
        if depends and self._looks_settled(aim):
            return frozenset()
        return depends

    def _looks_settled(self, aim: Aim) -> bool:
        """Whether all that is possible is shown alike: none and not known may be one word."""
        if self.view is None or len(aim.attributes) != 1:
            return False
        found = self._values(self.view, aim)
        return len(found) == 1 and not any(isinstance(value, Between) for value in found)

    def _values(self, view: View, aim: Aim) -> frozenset[Reached]:
        """What may be shown as the one attribute of an aim."""
        name, clash = aim.attributes[0], Clashes(aim.attributes[0])
        if clash not in aim.subjects or view.reachable(clash) == {False}:
            return frozenset(_shown(value, aim) for value in view.reachable(name))
        pairs = view.reachable((name, clash))
        return frozenset(
            DISAGREED if disagreed else _shown(value, aim)
            for value, disagreed in cast("frozenset[tuple[Reached, bool]]", pairs)
        )


def proved(interview: Interview) -> bool:
    """Whether what is settled is so for every completion, which only a diagram can tell."""
    return not isinstance(interview.diagram, Exceeded)


def _shown(value: Reached, aim: Aim) -> Reached:
    """A value as far as it is shown: not by how many pulls it came about."""
    match value:
        case Net(figure, word):
            return Net(figure, word, 0)
        case None | Unknown() if aim.otherwise:
            return aim.otherwise
        case _:
            return value


def _order(words: tuple[str, ...], value: Reached) -> tuple[bool, Decimal, str]:
    """Figures by size, then words in the order of the author, then whatever else there is."""
    figure: Decimal | None
    match value:
        case Decimal():
            figure = value
        case Between(low):
            figure = low
        case Net(exact):
            figure = exact
        case str() if value in words:
            figure = Decimal(words.index(value))
        case _:
            figure = None
    return figure is None, figure if figure is not None else Decimal(0), str(value)

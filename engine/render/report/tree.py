"""The whole reasoning as one tree: what is said at the top, what was told at the leaves."""

from __future__ import annotations

from collections.abc import Iterator

from ...consultation import Consultation
from ...explain import Derivation, Need, Reason, how
from ...explain.targets import Target, find
from ...presentation import Field
from ..document import Branch, Item, Span, Text, Tree
from ..explanations.derivation import walked
from ..explanations.saying import asked, leaf, qualifications
from ..phrases import citations, conventions, listed, rule_anchor, standing

OTHERS = "What else follows"


def reasoning_tree(consultation: Consultation, *, unfolded: bool = False) -> Tree | None:
    """Every step that counts, below each part of the verdict that it leads to.

    None where nothing follows.
    """
    steps = consultation.proof.standing
    if not steps:
        return None
    planted = _Planted(consultation)
    branches = tuple(planted.branches())
    return Tree(branches, f"{len(steps)} steps from what was told to what is said", unfolded)


class _Planted:
    """The roots one after the other; the first place of a step is the one that links lead to."""

    __slots__ = ("_consultation", "_shown")

    def __init__(self, consultation: Consultation) -> None:
        self._consultation = consultation
        self._shown: set[int] = set()

    def branches(self) -> Iterator[Branch]:
        form = self._consultation.knowledge.verdict
        if form is not None:
            for entry in form.fields:
                derivation = how(self._consultation, _target(entry))
                yield from self._below(asked(derivation), [derivation])
            for name, title in form.advice.items():
                if self._consultation.verdict.advice.get(name):
                    target = Target("attribute", name, (name,))
                    yield from self._below(title, [how(self._consultation, target)])
        yield from self._below(OTHERS, list(self._others()))

    def _others(self) -> Iterator[Derivation]:
        """The ends of what no part of the verdict rests on."""
        shown = set(self._shown)
        for step in reversed(self._consultation.proof.standing):
            if step.number not in shown:
                derivation = how(self._consultation, find(self._consultation, str(step.number)))
                shown |= {reason.step.number for reason in derivation.reasons}
                yield derivation

    def _below(self, title: str, derivations: list[Derivation]) -> Iterator[Branch]:
        """One root; it stays away where nothing led to it."""
        if not any(derivation.reasons for derivation in derivations):
            return
        yield Branch(0, Item((Span(title, "strong"),)))
        here: set[int] = set()
        for derivation in derivations:
            for depth, what in walked(derivation):
                match what:
                    case Need():
                        yield Branch(depth + 1, Item((Span(leaf(what)),)))
                    case Reason() if what.step.number in here:
                        yield Branch(depth + 1, _again(what))
                    case Reason():
                        here.add(what.step.number)
                        yield Branch(depth + 1, self._step(what))

    def _step(self, reason: Reason) -> Item:
        step, knowledge = reason.step, self._consultation.knowledge
        first = step.number not in self._shown
        self._shown.add(step.number)
        said = Span(f"{listed(step.concluded)}.", "strong", anchor=_anchor(reason) if first else "")
        because = (Span(f" {step.because}", "reason"),) if step.because else ()
        cited = citations(step.source.cited, knowledge, named=True)
        ground: Text = (*standing(step.id, step.location), Span(", ", "dim"), *cited)
        notes: Iterator[Text] = ((Span(text, "caution"),) for text in qualifications(reason))
        ours = ((Span(f"convention: {why}", "dim"),) for why in conventions(step.source.cited))
        return Item((*_aside(reason), said, *because), (ground, *notes, *ours), step.number)


def _target(entry: Field) -> Target:
    return Target("field", entry.name, tuple(dict.fromkeys(entry.carriers())))


def _again(reason: Reason) -> Item:
    """A step that stands in full above, in the same root."""
    number = str(reason.step.number)
    said = Span(f"{listed(reason.step.concluded)}, as in ")
    return Item((*_aside(reason), said, Span(f"step {number}", link=_anchor(reason))))


def _aside(reason: Reason) -> Text:
    return (Span("set aside: ", "caution"),) if reason.step.set_aside else ()


def _anchor(reason: Reason) -> str:
    return rule_anchor(reason.step.id)

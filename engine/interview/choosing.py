"""Which question comes next: the one that tells most about the aim for what its answer costs.

The gain is exact under one prior: every question goes unanswered one time in ten; of the answers
every word is as likely as any other, every list too, and of a number every class.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..diagram import View
from ..diagram.classes import Input
from ..diagram.gains import information_gain
from ..vocabulary import Number
from .aims import Aim
from .left import Left

UNANSWERED = 0.1
NOTHING = 1e-9  # bits below which a gain is rounding


def choose(left: Left, aim: Aim, among: Collection[str]) -> tuple[str, float | None]:
    """The attribute to ask for, with its gain in bits (None without a diagram).

    Ties go by the order of the vocabulary. Where no single answer tells anything, though several
    together would, the first on which the aim depends is asked for.
    """
    program = left.interview.program
    names = [name for name in program.asked if name in among]
    if left.view is None:
        return names[0], None
    gains = gained(left.view, aim)
    effort = {name: program.knowledge.vocabulary[name].effort for name in names}
    best = max(names, key=lambda name: gains.get(name, 0.0) / effort[name])
    gain = gains.get(best, 0.0)
    return (best, gain) if gain > NOTHING else (names[0], 0.0)


def gained(view: View, aim: Aim) -> Mapping[str, float]:
    """For each attribute the bits that its answer tells, summed over the aim's subjects."""
    prior = {entry.attribute.name: weights(entry) for entry in view.diagram.inputs}
    total: dict[str, float] = {}
    for subject in aim.subjects:
        if not view.settled(subject):
            looked_at = view.diagram.support(view.diagram.root(subject))
            relevant = {name: prior[name] for name in looked_at}  # the others change no gain
            for name, gain in information_gain(view, subject, relevant).items():
                total[name] = total.get(name, 0.0) + gain
    return total


def weights(entry: Input) -> Sequence[float]:
    """The weight of each class of an input."""
    number = isinstance(entry.attribute.kind, Number)
    answers = [1.0 if number else float(each.size) for each in entry.classes[1:]]
    return [sum(answers) * UNANSWERED / (1 - UNANSWERED), *answers]

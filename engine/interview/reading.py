"""What is read on the way to an aim: all that may ever matter, whether or not it does now."""

from __future__ import annotations

from ..conditions import attributes
from ..diagram.cutting import in_texts
from ..strata import Program
from .aims import Aim


def read_for(program: Program, aim: Aim) -> frozenset[str]:
    """The asked attributes that rules, formulas and lookups read on the way to an aim."""
    return on_the_way(program, aim) & frozenset(program.asked)


def on_the_way(program: Program, aim: Aim) -> frozenset[str]:
    """Every attribute from which the aim is worked out, its own among them."""
    influences = {
        closing.name: closing.influences
        for stratum in program.strata
        for closing in stratum.closings
    }
    found = {*aim.attributes, *(_told_in(program) if aim.whole else ())}
    todo = list(found)
    while todo:
        new = influences.get(todo.pop(), frozenset[str]()) - found
        found |= new
        todo += new
    return frozenset(found)


def _told_in(program: Program) -> set[str]:
    """What the sentences of a verdict name, and what decides which of them are said."""
    form = program.knowledge.verdict
    if form is None:
        return set()
    choices = (form.cannot_tell, *(said.when for said in (*form.headline, *form.remarks)))
    return {*in_texts(program), *(name for choice in choices for name in attributes(choice))}

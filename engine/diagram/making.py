"""A program to its diagram: compiled, and cleared of all that only compilation needed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..slicing import sliced
from ..strata import Program
from .compiling import Compiled, compile_program
from .diagram import Clashes, Diagram, Exceeded, Fires, Subject
from .essence import essence
from .nodes import OverBudgetError
from .words import Words


def make_diagram(
    program: Program,
    budget: int,
    order: tuple[str, ...] | None = None,
    only: Collection[str] | None = None,
) -> Diagram | Exceeded:
    """The diagram of a program, or the honest answer that it would be too large.

    Of ``only`` some derived attributes, it is made sooner, and knows nothing else.
    """
    try:
        if only is None:
            return _whole(compile_program(program, budget, order))
        return _part(compile_program(_towards(program, only), budget, order), only)
    except OverBudgetError as error:
        return Exceeded(str(error), budget)


def _whole(compiled: Compiled) -> Diagram:
    settling, rules = compiled.settling, compiled.program.rules
    roots: dict[Subject, int] = {
        attribute.name: compiled.value(attribute.name)
        for attribute in compiled.program.knowledge.vocabulary
        if not compiled.is_list(attribute.name)
    }
    for number in settling.fired:
        roots[Fires(rules[number].id)] = settling.fired[number]
        roots[Fires(rules[number].id, stands=True)] = settling.standing(number)
    roots |= {Clashes(name): root for name, root in settling.clashes.items()}
    return _gathered(compiled, roots, essence(compiled))


def _part(compiled: Compiled, only: Collection[str]) -> Diagram:
    names = [name for name in only if not compiled.is_list(name)]
    return _gathered(compiled, {name: compiled.value(name) for name in names}, ())


def _gathered(compiled: Compiled, roots: dict[Subject, int], essential: tuple[int, ...]) -> Diagram:
    """Only the nodes that these diagrams share, and the words of lists."""
    workspace = compiled.workspace
    lists = workspace.lists
    kept = {
        number for one in lists.values() for number in (*one.words.values(), one.some, one.open)
    }
    nodes, new = workspace.nodes.only((*roots.values(), *essential, *kept))
    words = {
        name: Words({word: new[it] for word, it in one.words.items()}, new[one.some], new[one.open])
        for name, one in lists.items()
    }
    return Diagram(
        compiled.program,
        workspace.inputs,
        tuple(workspace.joint),
        nodes,
        {subject: new[root] for subject, root in roots.items()},
        words,
        tuple(new[root] for root in essential),
        compiled.rounds,
    )


def _towards(program: Program, names: Collection[str]) -> Program:
    """The program without what these attributes do not rest on, and without its verdict."""
    part, _ = sliced(program, names)
    return replace(part, knowledge=replace(part.knowledge, verdict=None))

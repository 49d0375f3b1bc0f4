"""The main path: mutants made, tried on the cases, the survivors proved or shown, cases written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..cases import Case
from ..cases.case import Infer
from ..diagnostics import Diagnostic, DunbarError
from ..diagram import Diagram, Exceeded
from ..strata import Program
from ..values import Facts
from .killing import Cases
from .mutant import Judged, Mutant, Report
from .proving import Prover
from .readying import Writer, with_ready

Progress = Callable[[int, int], None]
"""Told how many of how many mutants are done."""


def mutate(
    programs: Mapping[str, Program],
    mutants: Sequence[Mutant],
    cases: Sequence[Case],
    diagram: Callable[[], Diagram | Exceeded],
    infer: Infer,
    *,
    problems: tuple[Diagnostic, ...] = (),
    reasons: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Every mutant judged, by ``programs`` of each basis; ``diagram`` is asked for if needed.

    Raises DunbarError when no case is as expected, since then nothing could notice anything.
    """
    program, tried = programs["all"], Cases(programs, cases)
    if not tried.tried:
        raise DunbarError("no case is as expected, so none could notice a change in the rules")
    killers = _killers(tried, mutants, progress)
    left = [number for number, by in enumerate(killers) if by is None]
    judged = [
        Judged(mutant, "killed", by=by or "") for mutant, by in zip(mutants, killers, strict=True)
    ]
    if left:
        prover = Prover(program, diagram(), tuple(mutants[number] for number in left), tried)
        shown: dict[int, Facts] = {}
        for done, number in enumerate(left):
            found = prover.judge(mutants[number], reasons=reasons)
            judged[number] = Judged(mutants[number], found.fate)
            if found.shown_by is not None:
                shown[number] = found.shown_by
            if progress is not None:
                progress(len(mutants) - len(left) + done + 1, len(mutants))
        writer = Writer(program, prover, infer, (case.name for case in cases), reasons=reasons)
        judged = list(with_ready(judged, shown, writer, tried))
    return Report(
        program.knowledge, len(tried.tried), len(cases) - len(tried.tried), tuple(judged), problems
    )


def _killers(
    cases: Cases, mutants: Sequence[Mutant], progress: Progress | None
) -> list[str | None]:
    """For each mutant the name of the case that noticed it."""
    found: list[str | None] = []
    for mutant in mutants:
        case = cases.killer(mutant)
        found.append(None if case is None else case.name)
        if progress is not None:
            progress(sum(name is not None for name in found), len(mutants))
    return found

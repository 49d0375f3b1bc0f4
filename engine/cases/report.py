"""All cases run, with what they cover: what the author is told after a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..rules import KnowledgeBase
from ..strata import Program
from .case import Case, Infer, Outcome, Run
from .keeping import run_changed
from .running import run_cases

if TYPE_CHECKING:
    from .coverage import Ready, Tally


@dataclass(frozen=True, slots=True)
class Report:
    """How all cases came out.

    ``problems`` are those of files of cases that cannot be read. ``tally`` is there where
    coverage was asked for; ``ready`` has an entry for each aim in it that no case reaches.
    """

    knowledge: KnowledgeBase
    runs: tuple[Run, ...]
    problems: tuple[Diagnostic, ...] = ()
    tally: Tally | None = None
    ready: tuple[Ready, ...] = ()

    def those(self, outcome: Outcome) -> tuple[Run, ...]:
        """The runs that came out so."""
        return tuple(run for run in self.runs if run.result.outcome == outcome)

    @property
    def kept(self) -> int:
        """How many were not run again."""
        return sum(run.kept for run in self.runs)

    @property
    def could_not_run(self) -> tuple[Diagnostic, ...]:
        """What is wrong with files of cases, and with the cases in them."""
        cases = (run.result.case for run in self.runs)
        return (*self.problems, *(problem for case in cases for problem in case.problems))

    @property
    def passed(self) -> bool:
        """Whether at least one case was run, and none is different or could not run."""
        failed = self.those("different") or self.those("could not run") or self.problems
        return bool(self.those("as expected")) and not failed


def examine(
    cases: Sequence[Case],
    program: Program,
    infer: Infer,
    problems: tuple[Diagnostic, ...] = (),
    *,
    coverage: bool = False,
    name: str | None = None,
) -> Report:
    """Run the cases; for ``coverage`` also count, and find cases for what none of them tries.

    With the ``name`` of the content of the knowledge base only those are run that are new or were
    not as expected; all of them for ``coverage``.
    """
    knowledge = program.knowledge
    if not coverage:
        runs = run_cases(cases, infer) if name is None else run_changed(cases, infer, name)
        return Report(knowledge, runs, problems)
    from .coverage import aims_of, marks_of, tally  # noqa: PLC0415 - who only tests needs none
    from .covering import ready_cases  # noqa: PLC0415 - imports the diagram

    aims = aims_of(knowledge)
    runs = run_cases(cases, infer, marks_of(aims))
    counted = tally(aims, [run.marks for run in runs])
    ready = ready_cases(program, [aims[number] for number in counted.open])
    proved = zip(counted.open, ready, strict=True)
    impossible = frozenset(number for number, found in proved if found.impossible)
    return Report(knowledge, runs, problems, replace(counted, impossible=impossible), ready)

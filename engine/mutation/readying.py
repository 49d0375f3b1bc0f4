"""Ready cases: for each survivor one that notices it, tried out before it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ..cases import Case, case_text
from ..cases.case import Infer
from ..cases.reading import cases_in
from ..cases.running import is_right
from ..diagnostics import Findings
from ..rules import KnowledgeBase, Rule
from ..strata import Program
from ..values import Facts
from .changing import changed_program
from .expecting import expectations
from .killing import Cases, Tried
from .mutant import Judged, Mutant, Ready
from .proving import Prover

HEAD = "tests:\n"


class Writer:
    """Writes cases that the engine of a consultation confirms, and that a mutant fails.

    ``names`` are those of the cases that there are; ``reasons`` says that what leads to a verdict
    counts, and not only the verdict.
    """

    def __init__(
        self,
        program: Program,
        prover: Prover,
        infer: Infer,
        names: Iterable[str],
        *,
        reasons: bool = False,
    ) -> None:
        self._program, self._prover, self._infer = program, prover, infer
        self._names, self._reasons = set(names), reasons

    def ready(self, mutant: Mutant, shown_by: Facts) -> tuple[Ready, Case] | None:
        """A case with as few facts as tell the mutant apart; None if no expectation does."""
        changed = changed_program(self._program, mutant.changed)
        given = self._least(changed, shown_by)
        chained, name = self._prover.chained, self._name(mutant.title)
        before, after = chained.believe(given), chained.believe_changed(changed, given)
        for expect in expectations(mutant.rule, before, after):
            text = case_text(name, given, expect)
            case = _read(text, self._program.knowledge)
            if case is None or is_right(case, after) or not is_right(case, before):
                continue
            if is_right(case, self._infer(case.facts, case.basis)):
                self._names.add(name)
                return Ready(name, given, text, file_of(mutant.rule)), case
        return None

    def _least(self, changed: Program, told: Facts) -> Facts:
        """As few of the facts as still tell the two apart."""
        for name in tuple(told):
            fewer = {each: value for each, value in told.items() if each != name}
            if self._prover.tells_apart(changed, fewer, reasons=self._reasons):
                told = fewer
        return told

    def _name(self, title: str) -> str:
        names = (title if not number else f"{title} ({number + 1})" for number in range(1000))
        return next(name for name in names if name not in self._names)


def with_ready(
    judged: Sequence[Judged],
    shown: Mapping[int, Facts],
    writer: Writer,
    cases: Cases,
) -> tuple[Judged, ...]:
    """The survivors with a case each; one case may do for several."""
    found: list[tuple[Ready, Tried]] = []
    result = list(judged)
    for number, told in shown.items():
        mutant = judged[number].mutant
        again = next((ready for ready, one in found if cases.notices(one, mutant)), None)
        if again is None and (made := writer.ready(mutant, told)) is not None:
            again = made[0]
            found.append((again, cases.tried_out(made[1])))
        if again is not None:
            result[number] = replace(judged[number], ready=again)
    return tuple(result)


def file_of(rule: Rule) -> str:
    """The name of the file that the cases of a rule's theme are in."""
    return PurePosixPath(rule.location.path).name if rule.location is not None else "mutants.yaml"


def _read(text: str, knowledge: KnowledgeBase) -> Case | None:
    """The case as it will be read; None where it could not be."""
    findings = Findings()
    cases = cases_in(HEAD + text, "a ready case", knowledge, findings)
    whole = len(cases) == 1 and not findings.all and not cases[0].problems
    return cases[0] if whole else None

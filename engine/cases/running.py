"""Cases run: each against an inference of its facts, all of them on two processors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from ..conditions import truth
from ..inference import Inference
from ..proof import fill
from ..values import UNKNOWN, Unknown, show
from ..verdict import Verdict, judge
from .case import ROLES, Case, Difference, Infer, Result, Run
from .sharing import shared

Marks = Callable[[Inference], frozenset[int]]


def run_cases(cases: Sequence[Case], infer: Infer, marks: Marks | None = None) -> tuple[Run, ...]:
    """Every case with what fired in it, and with the ``marks`` of its inference if wanted.

    Those that are as expected may be run in another process; the others are run here.
    """
    able = [number for number, case in enumerate(cases) if not _excused(case)]
    noted = dict(zip(able, shared([cases[n] for n in able], infer, _noted(marks)), strict=True))
    return tuple(_run(case, infer, noted.get(number)) for number, case in enumerate(cases))


def run_case(case: Case, infer: Infer) -> Result:
    """The case against an inference of its facts on its basis."""
    excused = _excused(case)
    if excused is not None:
        return excused
    run = infer(case.facts, case.basis)
    found = tuple(_differences(case, run))
    if not found:
        return Result(case, "as expected")
    from .deciders import Deciders  # noqa: PLC0415 - imports the explanations

    return Result(case, "different", tuple(Deciders(case, run).explained(found)))


def is_right(case: Case, run: Inference) -> bool:
    """Whether all is as the case expects."""
    return next(_differences(case, run), None) is None


_Noted = tuple[bool, frozenset[str], frozenset[int]]


def _noted(marks: Marks | None) -> Callable[[Case, Inference], _Noted]:
    """What is told of a run: whether all is as expected, which rules fired, which marks it has."""

    def note(case: Case, run: Inference) -> _Noted:
        rules = run.program.rules
        fired = frozenset(rules[number].id for number in run.fired)
        right = next(_differences(case, run), None) is None
        return right, fired, marks(run) if marks is not None else frozenset()

    return note


def _run(case: Case, infer: Infer, noted: _Noted | None) -> Run:
    if noted is None:
        return Run(run_case(case, infer))
    right, fired, marks = noted
    return Run(Result(case, "as expected") if right else run_case(case, infer), fired, marks)


def _excused(case: Case) -> Result | None:
    """The result of a case that is not run at all."""
    if case.problems:
        return Result(case, "could not run")
    return Result(case, "to do") if case.to_do is not None else None


def _differences(case: Case, run: Inference) -> Iterator[Difference]:
    for one in case.expected:
        if truth(one.condition, run.memory) is not True:
            yield Difference(one.attribute, one.said, _found(one.attribute, run))
    yield from _differing_roles(case, run)
    clashes = tuple(clash.attribute for clash in run.clashes)
    if case.clashes is not None and sorted(clashes) != sorted(case.clashes):
        wanted = ", ".join(case.clashes) or "none"
        yield Difference("clashes", wanted, ", ".join(clashes) or "none")
    said = _everything_said(judge(run), run) if case.says else ""
    for text in case.says:
        if text.casefold() not in said:
            yield Difference("says", text, "nothing of the kind")


def _differing_roles(case: Case, run: Inference) -> Iterator[Difference]:
    if not case.rules:
        return
    actual = roles(run, {role.removeprefix("not ") for role, _ in case.rules})
    for role, name in case.rules:
        had = name in actual[role.removeprefix("not ")]
        if had is role.startswith("not "):
            yield Difference(role, name, _role(roles(run), name))


def _found(attribute: str, run: Inference) -> str:
    clash = next((one for one in run.clashes if one.attribute == attribute), None)
    if clash is not None:
        return f"a clash: {' or '.join(show(value) for value, _ in clash.sides)}"
    value = run.memory.get(attribute, UNKNOWN)
    return "cannot tell" if isinstance(value, Unknown) else show(value)


def _role(actual: dict[str, frozenset[str]], name: str) -> str:
    if name in actual["set aside"]:
        return "it was set aside"
    if name not in actual["because of"]:
        return "it did not fire"
    notes = {"counted once": "counted once, with a stronger one", "provided": "with a proviso"}
    found = [note for role, note in notes.items() if name in actual[role]]
    return ", ".join(["it fired", *found])


def roles(run: Inference, wanted: Collection[str] = ROLES) -> dict[str, frozenset[str]]:
    """For each role the ids of the rules that have it; who has a proviso only where wanted."""
    rules = run.program.rules
    aside = frozenset(rules[number].id for number, _ in run.set_aside())
    standing = frozenset(rules[number].id for number in run.fired) - aside
    pulls = [pull for found in run.pulls.values() for pull in found]
    asked = run.fired if "provided" in wanted else ()  # it takes the longest to find
    resting = [number for number in asked if run.rests_on(number)]
    return {
        "because of": standing,
        "set aside": aside,
        "counted once": frozenset(pull.rule.id for pull in pulls if not pull.counted),
        "provided": standing & {rules[number].id for number in resting},
    }


def _everything_said(verdict: Verdict, run: Inference) -> str:
    said = [verdict.headline, *verdict.remarks, *(stage.text for stage in verdict.stages)]
    for found in verdict.advice.values():
        said += [text for entry in found for text in (entry.text, entry.because)]
    said += [fill(run.program.rules[number].because, run.memory) for number in run.fired]
    return " ".join(said).casefold()

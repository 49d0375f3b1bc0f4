"""Small slips put into the rules on purpose, to see whether a case notices each."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..diagnostics import Findings
from ..output import as_json, complain, page, write
from .frame import DONE, FINDINGS, misused, open_base, told
from .trying import cases_found, root_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..api import Opened
    from ..mutation import Mutant, Report, Written

MUTATE_USAGE = "dunbar rules mutate [-k WORDS] [--kind KIND] [--write]"
EVERY = 16


@told
def mutate(
    *,
    words: str | None,
    kind: str | None,
    reasons: bool,
    written: bool,
    min_score: int | None,
    most: int,
    form: Literal["text", "json"],
    kb: Path | None,
) -> int:
    """Judge every mutant; 1 where one survives, or where the score is below the one wanted."""
    from ..mutation import KINDS, mutants, spread  # noqa: PLC0415 - like all below: when needed

    if kind is not None and kind not in KINDS:
        return misused(f'"{kind}" is no kind; there are {", ".join(KINDS)}', MUTATE_USAGE)
    opened, root = open_base(kb), root_of(kb)
    made = mutants(opened.knowledge)
    chosen = _chosen(made, words, kind)
    if not chosen:
        return misused(_none_fits(made, words, kind), MUTATE_USAGE)
    tried = spread(chosen, most)
    report = _judged(opened, root, tried, reasons=reasons)
    report = replace(report, untried=len(chosen) - len(tried))
    added = _added(report, root, opened) if written else ()
    _show(report, added, form)
    return _code(report, min_score, mended=written)


def _chosen(made: Sequence[Mutant], words: str | None, kind: str | None) -> tuple[Mutant, ...]:
    """The mutants of a kind, of the rule that is named, or in which each of the words occurs."""
    from ..words import fold  # noqa: PLC0415

    wanted, of_kind = fold(words or ""), [one for one in made if kind in (None, one.kind)]
    named = tuple(one for one in of_kind if fold(one.rule.id) == wanted)
    return named or tuple(
        one for one in of_kind if all(word in fold(_text(one)) for word in wanted.split())
    )


def _text(one: Mutant) -> str:
    path = one.rule.location.path if one.rule.location else ""
    return f"{one.subject} {one.done} {one.rule.factor} {path}"


def _none_fits(made: Sequence[Mutant], words: str | None, kind: str | None) -> str:
    from ..words import did_you_mean  # noqa: PLC0415

    if not made:
        return "there are no rules to change"
    of = f' of the kind "{kind}"' if kind else ""
    if words is None:
        return f"there is no change{of} to try"
    hint = did_you_mean(words, dict.fromkeys(one.rule.id for one in made))
    return f'no change{of} in a rule has the words "{words}"' + (f" ({hint})" if hint else "")


def _judged(opened: Opened, root: Path, chosen: Sequence[Mutant], *, reasons: bool) -> Report:
    from ..mutation import mutate as judged  # noqa: PLC0415

    findings = Findings()
    cases = cases_found(opened, root, (), findings)
    shown = sys.stderr.isatty()
    try:
        return judged(
            {"all": opened.program(), "article": opened.program("article")},
            chosen,
            cases,
            opened.diagram,
            opened.infer,
            problems=findings.errors,
            reasons=reasons,
            progress=_progress if shown else None,
        )
    finally:
        if shown:
            complain("\r\x1b[K")


def _progress(done: int, of: int) -> None:
    if done % EVERY == 0:
        complain(f"\r{done:,} of {of:,} changes judged")


def _added(report: Report, root: Path, opened: Opened) -> tuple[Written, ...]:
    """The ready cases written to the files of their themes, each file whole or not at all."""
    from ..mutation import put  # noqa: PLC0415

    files = put(report.ready, root, opened.knowledge, opened.infer)
    for one in files:
        write(one.text, one.path)
    return files


def _show(report: Report, added: tuple[Written, ...], form: Literal["text", "json"]) -> None:
    from ..render.mutating import mutation_json, mutation_text  # noqa: PLC0415

    for problem in report.problems:
        complain(f"dunbar: {problem.location}: {problem.message}\n")
    if form == "json":
        write(as_json(mutation_json(report, added)))
    else:
        write(mutation_text(report, added, **page(None)))


def _code(report: Report, min_score: int | None, *, mended: bool) -> int:
    left = [one for one in report.survivors if one.ready is None or not mended]
    if report.problems:
        return FINDINGS
    if min_score is not None:
        low = report.percent() < min_score
        if low:
            complain(f"dunbar: the score is {report.percent()} %, less than {min_score} %\n")
        return FINDINGS if low else DONE
    return FINDINGS if left else DONE

"""A proposal as its author reads it: the YAML to be written, and what a check says of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..render.characters import safe
from ..render.problems import problems_text
from ..words import plural
from .proposing import Proposal


def proposal_text(proposal: Proposal, root: Path, *, colour: bool, width: int) -> str:
    """The rule and its cases as they would stand, and the findings that they bring."""
    return "\n".join(_parts(proposal, root, colour=colour, width=width))


def stored_text(proposal: Proposal, root: Path) -> str:
    """Where it was written, and what is left to be done."""
    cases = (
        f"{plural(one.added, 'case')} in {_shown(one.path, root)}" for one in proposal.case_files
    )
    line = proposal.rule.location.line if proposal.rule.location is not None else 1
    told = ", and ".join([f"{proposal.path}:{line}", *cases])
    count = len(proposal.findings) + len(proposal.left)
    left = f"Left to mend: {plural(count, 'finding')}; dunbar rules check shows them."
    left = left if count else "dunbar rules check has nothing to mend."
    more = f"dunbar rules mutate -k {proposal.rule.id} shows what its cases do not notice yet."
    return f"Written: {told}.\n{left}\n{more}\n"


def _parts(proposal: Proposal, root: Path, *, colour: bool, width: int) -> Iterator[str]:
    yield f"{proposal.path}\n{_lines(proposal.lines)}"
    cases = "\n".join(case.text for case in proposal.cases)
    for one in proposal.case_files:
        yield f"{_shown(one.path, root)}\n{_lines(cases)}"
    missing = _missing(proposal)
    if missing:
        yield f"{missing}\n"
    if proposal.findings:
        sources = proposal.knowledge.sources
        yield problems_text(proposal.findings, sources, colour=colour, width=width)
    else:
        yield "A check has nothing to say against it.\n"


def _missing(proposal: Proposal) -> str:
    """Which of the two cases there is not."""
    names = [case.name for case in proposal.cases]
    match len(names):
        case 0:
            return "No case was found in which it fires."
        case 1:
            return "No case was found that it misses by a hair."
        case _:
            return ""


def _lines(text: str) -> str:
    return "".join(f"{safe(line)}\n" for line in text.splitlines())


def _shown(path: Path, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()

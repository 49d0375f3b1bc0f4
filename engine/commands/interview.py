"""The interview: asks, says what follows so far, and stops when nothing else matters."""

from __future__ import annotations

import os
import shlex
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from ..diagnostics import DunbarError
from ..output import as_json, as_text, coloured, complain, page, width, write
from ..values import show
from ..words import fold
from .exports import exported
from .frame import (
    CANNOT_TELL,
    DONE,
    FACTS,
    INTERRUPTED,
    Form,
    MisuseError,
    facts_told,
    misused,
    open_base,
    spare,
    told,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..api import Basis, Opened
    from ..consultation import Fact
    from ..dialog import Desk, Outcome, Reader, Talk
    from .exports import Wanted

USAGE = f"dunbar ask {FACTS} --save FILE"


@told
def ask(
    *,
    facts: tuple[str, ...],
    until: str | None,
    save: Path | None,
    form: Form,
    basis: Basis,
    kb: Path | None,
    output: Path | None,
    export: Wanted | None = None,
) -> int:
    """An interview; 4 when the rules cannot tell in the end, 130 when it was interrupted."""
    from ..dialog import converse  # noqa: PLC0415 - like all below: --help needs none of it

    opened = open_base(kb)
    from ..render.characters import safe  # noqa: PLC0415

    try:
        talk = _begun(
            opened, facts=facts, until=until, save=save, basis=basis, output=output, export=export
        )
    except MisuseError as error:
        return misused("\n".join(map(safe, str(error).split("\n"))), USAGE)
    aside = form == "json" or output is not None
    say = complain if aside else write
    desk = _desk(opened, basis, aside=aside)
    outcome = converse(desk, talk, reader(say, aside=aside), say)
    say(desk.say(_kept(outcome, save, _chosen(basis, kb))))
    if outcome.ending == "interrupted":
        return INTERRUPTED
    return _handed_over(desk, outcome, form, output, aside=aside)


def wants_to_be_asked() -> bool:
    """Whether a person at a terminal who told nothing wants an interview."""
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return False
    write("Nothing was told. Shall I ask? [Y/n] ")
    return fold(sys.stdin.readline() or "no") in {"", "y", "yes"}


def _begun(
    opened: Opened,
    *,
    facts: tuple[str, ...],
    until: str | None,
    save: Path | None,
    basis: Basis,
    output: Path | None,
    export: Wanted | None,
) -> Talk:
    """The interview before its first question, and the files that it may write to."""
    from ..dialog import Talk, hints_of  # noqa: PLC0415
    from ..interview import begin  # noqa: PLC0415

    profile = next((Path(fact) for fact in facts if "=" not in fact), None)
    known = {} if profile is None else _seen(profile)
    spare(export, output)
    found = exported(opened, export)
    before = facts_told(opened, facts, output, found.facts)
    if save is not None:
        _check(save, known)
    interview = begin(opened.program(basis), opened.diagram(basis), until, before)
    return Talk(interview, file=save or profile, known=known, hints=hints_of(found.suggestions))


def _seen(profile: Path) -> Mapping[Path, str]:
    """The text of a profile; none where it cannot be read, which is told where it is used."""
    from ..dialog import text_of  # noqa: PLC0415

    try:
        return {profile.absolute(): text_of(profile)} if profile.is_file() else {}
    except DunbarError:
        return {}


def _check(save: Path, known: Mapping[Path, str]) -> None:
    """Raises MisuseError where the answers could not be kept in the end."""
    from ..dialog import check_place  # noqa: PLC0415

    try:
        check_place(save)
    except DunbarError as error:
        raise MisuseError(str(error)) from error
    if save.exists() and save.absolute() not in known:
        raise MisuseError(
            f'"{save}" is there already; go on from it (dunbar ask {save}) or move it'
        )


def _desk(opened: Opened, basis: Basis, *, aside: bool) -> Desk:
    from ..dialog import Desk  # noqa: PLC0415
    from ..render.explanations.outline import Outline, outline_text  # noqa: PLC0415

    drawn: Mapping[str, Any] = _page_of_stderr() if aside else page(None)

    def draw(outline: Outline) -> str:
        return outline_text(outline, **drawn)

    return Desk(opened, basis, draw, drawn)


def _page_of_stderr() -> Mapping[str, Any]:
    unicode = "utf" in (getattr(sys.stderr, "encoding", None) or "").lower()
    return {"width": width(), "colour": coloured(sys.stderr), "ascii_only": not unicode}


def reader(say: Callable[[str], None], *, aside: bool) -> Reader:
    """Lines of a pipe; at a terminal, lines that can be edited, where it can do that."""
    from ..dialog import PipeReader, PlainReader  # noqa: PLC0415

    lines, stream = sys.stdin or StringIO(), sys.stderr if aside else sys.stdout
    if not _is_terminal(lines):
        return PipeReader(lines, say)
    if _is_terminal(stream) and os.environ.get("TERM") != "dumb":
        try:
            from ..dialog.terminal import TerminalReader  # noqa: PLC0415

            return TerminalReader(stream)
        except ImportError:
            pass
    return PlainReader(lines, say)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _kept(outcome: Outcome, save: Path | None, chosen: list[str]) -> str:
    """What became of the answers; with ``--save`` they are kept now, unless Ctrl-C ended it.

    Raises DunbarError, with the answers in its text, where they cannot be kept.
    """
    from ..dialog import keep  # noqa: PLC0415

    talk = outcome.talk
    facts = talk.interview.facts
    if save is not None and outcome.ending != "interrupted" and facts != talk.saved:
        if not facts:
            return "Nothing was told, so nothing was saved."
        try:
            keep(talk.interview, save, talk.known)
        except DunbarError as error:
            raise DunbarError(f"{error}\n{_unsaved(facts, chosen)}") from error
        return f"Saved to {save}. {_reasoning([str(save), *chosen])}"
    if talk.saved is not None:
        if facts != talk.saved:
            return f"What was answered since the last save is not in {talk.file}."
        return _reasoning([str(talk.file), *chosen])
    return _unsaved(facts, chosen)


def _unsaved(facts: tuple[Fact, ...], chosen: list[str]) -> str:
    """That nothing is kept, and the command that tells all answers again."""
    if not facts:
        return "Nothing was saved."
    told = [f"{fact.attribute}={_written(fact)}" for fact in facts]
    return f"Nothing was saved. {_reasoning([*told, *chosen])}"


def _chosen(basis: Basis, kb: Path | None) -> list[str]:
    """The options under which the same verdict is given again."""
    grounds = [] if basis == "all" else ["--basis", basis]
    return grounds if kb is None else [*grounds, "--kb", str(kb)]


def _reasoning(arguments: list[str]) -> str:
    """The command that shows all of it."""
    return f"The whole reasoning: dunbar advise {shlex.join(arguments)}"


def _written(fact: Fact) -> str:
    return ",".join(fact.value) or "none" if isinstance(fact.value, tuple) else show(fact.value)


def _handed_over(
    desk: Desk, outcome: Outcome, form: Form, output: Path | None, *, aside: bool
) -> int:
    """The verdict as data or into a file, where that is wanted."""
    consultation = desk.consult(outcome.talk.interview, outlook=aside)
    if form == "json":
        from ..render.interview import interview_json  # noqa: PLC0415

        interview = outcome.talk.interview
        document = interview_json(interview, outcome.ending, outcome.settled, consultation)
        write(as_json(document), output)
    elif output is not None:
        from ..render.present import verdict_document  # noqa: PLC0415

        write(as_text(verdict_document(consultation), output), output)
    return CANNOT_TELL if consultation.verdict.cannot_tell else DONE

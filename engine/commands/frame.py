"""What all commands share: exit codes, errors told instead of raised, the facts of a person."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Literal, ParamSpec

from ..diagnostics import DunbarError, KnowledgeError
from ..output import coloured, complain, width

if TYPE_CHECKING:
    from ..api import Basis, Opened
    from ..consultation import Consultation, Fact

DONE, FINDINGS, USAGE, UNUSABLE, CANNOT_TELL = range(5)
INTERRUPTED = 130  # what shells expect of a program that Ctrl-C ended
FACTS = "profile.yaml attribute=value ..."

Form = Literal["text", "json"]
Parameters = ParamSpec("Parameters")


class MisuseError(Exception):
    """Arguments that make no sense together; the text says why."""


def told(command: Callable[Parameters, int]) -> Callable[Parameters, int]:
    """The command, with its errors told on stderr instead of raised."""

    @wraps(command)
    def guarded(*arguments: Parameters.args, **options: Parameters.kwargs) -> int:
        try:
            return command(*arguments, **options)
        except MisuseError as error:
            return misused(_safe(error), f"dunbar ... {FACTS}")
        except KnowledgeError as error:
            _complain_about(error)
        except DunbarError as error:
            complain(f"dunbar: {_safe(error)}\n")
        except KeyboardInterrupt:
            complain("\n")
            return INTERRUPTED
        return UNUSABLE

    return guarded


def _safe(error: Exception) -> str:
    """What an error says, without anything that could steer the terminal."""
    from ..render.characters import safe  # noqa: PLC0415 - like all below: when needed

    return "\n".join(map(safe, str(error).split("\n")))


def misused(problem: str, usage: str) -> int:
    """Wrong usage, told in two lines."""
    complain(f"dunbar: {problem}.\nUsage: {usage}\n")
    return USAGE


def consulted(
    facts: tuple[str, ...],
    basis: Basis,
    kb: Path | None,
    output: Path | None,
    *,
    outlook: bool = False,
) -> Consultation:
    """The verdict for the facts of a profile and of arguments."""
    opened = open_base(kb)
    return opened.consult(facts_told(opened, facts, output), basis, outlook=outlook)


def facts_told(
    opened: Opened, facts: tuple[str, ...], output: Path | None = None
) -> tuple[Fact, ...]:
    """What a profile and arguments tell; ``output`` must not be that profile.

    Raises KnowledgeError and MisuseError.
    """
    from ..intake.profile import read_facts  # noqa: PLC0415 - like all below: when needed

    profiles = [Path(fact) for fact in facts if "=" not in fact]
    if len(profiles) > 1:
        raise MisuseError(f'"{profiles[1]}" is a second profile, or lacks its "=value"')
    if output is not None and profiles and _same(output, profiles[0]):
        raise MisuseError(f'"{output}" is the profile itself, and would be overwritten')
    arguments = [fact for fact in facts if "=" in fact]
    return read_facts(opened.knowledge.vocabulary, profiles[0] if profiles else None, arguments)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def open_base(kb: Path | None) -> Opened:
    from ..api import open_knowledge  # noqa: PLC0415 - --help needs no engine

    return open_knowledge(kb)


def _complain_about(error: KnowledgeError) -> None:
    from ..render.problems import problems_text  # noqa: PLC0415

    text = problems_text(
        error.diagnostics, error.sources, colour=coloured(sys.stderr), width=width()
    )
    complain(text if text.endswith("\n") else f"{text}\n")

"""What all commands share: exit codes, errors told instead of raised, the facts of a person."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Literal, ParamSpec

from ..diagnostics import DunbarError, KnowledgeError
from ..output import coloured, complain, width
from ..words import fold
from .exports import Exported, Wanted, exported, hint_at

if TYPE_CHECKING:
    from ..api import Basis, Opened
    from ..consultation import Consultation, Fact
    from ..imports import Export
    from ..vocabulary import Vocabulary

DONE, FINDINGS, USAGE, UNUSABLE, CANNOT_TELL = range(5)
INTERRUPTED = 130  # what shells expect of a program that Ctrl-C ended
STDOUT = Path("-")
FACTS = "profile.yaml attribute=value ..."

Form = Literal["text", "json"]
Parameters = ParamSpec("Parameters")


class MisuseError(Exception):
    """Arguments that make no sense together; the text says why, ``usage`` what does."""

    def __init__(self, problem: str, usage: str = f"dunbar ... {FACTS}") -> None:
        super().__init__(problem)
        self.usage = usage


def told(command: Callable[Parameters, int]) -> Callable[Parameters, int]:
    """The command, with its errors told on stderr instead of raised."""

    @wraps(command)
    def guarded(*arguments: Parameters.args, **options: Parameters.kwargs) -> int:
        try:
            return command(*arguments, **options)
        except MisuseError as error:
            return misused(_safe(error), error.usage)
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
    export: Wanted | None = None,
    outlook: bool = False,
) -> Consultation:
    """The verdict for the facts of a profile, of arguments and of an export."""
    return consulted_and_read(facts, basis, kb, output, export=export, outlook=outlook)[0]


def consulted_and_read(
    facts: tuple[str, ...],
    basis: Basis,
    kb: Path | None,
    output: Path | None,
    *,
    export: Wanted | None = None,
    outlook: bool = False,
) -> tuple[Consultation, Export | None]:
    """The same with the export as it was read, if there is one."""
    opened, known, found = opened_and_told(facts, kb, output, export)
    hint_at(found.suggestions, known)
    return opened.consult(known, basis, outlook=outlook), found.export


def opened_and_told(
    facts: tuple[str, ...], kb: Path | None, output: Path | None, export: Wanted | None
) -> tuple[Opened, tuple[Fact, ...], Exported]:
    """The knowledge base, what is told of one profile, and the export that told some of it."""
    spare(export, output)
    opened = open_base(kb)
    found = exported(opened, export)
    return opened, facts_told(opened, facts, output, found.facts), found


def spare(export: Wanted | None, *outputs: Path | None) -> None:
    """Raises MisuseError where an output is the export, or one of the files in its folder."""
    if export is None:
        return
    for output in outputs:
        if output is not None and output != STDOUT and _is_of(export.path, output):
            raise MisuseError(f'"{output}" is what is read, and would be overwritten')


def _is_of(export: Path, output: Path) -> bool:
    read, written = export.resolve(), output.resolve()
    within = output.exists() and read in written.parents
    return written == read or within or _same(output, export)


def facts_told(
    opened: Opened,
    facts: tuple[str, ...],
    output: Path | None = None,
    read: tuple[Fact, ...] = (),
) -> tuple[Fact, ...]:
    """What a profile and arguments tell, and what was ``read`` where they tell nothing.

    ``output`` must not be the profile. Raises KnowledgeError and MisuseError.
    """
    from ..intake.profile import read_facts  # noqa: PLC0415 - like all below: when needed

    profiles = [Path(fact) for fact in facts if "=" not in fact]
    if len(profiles) > 1:
        raise MisuseError(f'"{profiles[1]}" is a second profile, or lacks its "=value"')
    if output is not None and profiles and _same(output, profiles[0]):
        raise MisuseError(f'"{output}" is the profile itself, and would be overwritten')
    arguments = [fact for fact in facts if "=" in fact]
    vocabulary = opened.knowledge.vocabulary
    told = read_facts(vocabulary, profiles[0] if profiles else None, arguments)
    if not read:
        return told
    from ..imports import with_read  # noqa: PLC0415

    return with_read(told, read, vocabulary, _taken_back(vocabulary, arguments))


def _taken_back(vocabulary: Vocabulary, arguments: list[str]) -> set[str]:
    """The attributes that arguments call unknown."""
    named = (argument.partition("=") for argument in arguments)
    found = (vocabulary.find(name) for name, _, text in named if fold(text) == "unknown")
    return {attribute.name for attribute in found if attribute is not None}


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

"""One turn of the conversation: a line of the person, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..api import Basis, Opened
from ..consultation import Consultation, Fact
from ..diagnostics import DunbarError
from ..explain import how
from ..interview import Aim, Interview, Question, Settled, aims_of, answered, back, skipped
from ..render.document import Definitions, Paragraph
from ..render.explanations import derivation_text
from ..render.explanations.outline import Entry, Outline, words
from ..render.interview import choices, noted, so_far, why_text
from .hints import Hints
from .lines import Command, Unread, command, understand
from .saving import Known, keep

HELP = (
    ("why", "why this is asked; again, what that is wanted for"),
    ("how [WHAT]", "how a conclusion comes about; WHAT is its name or the number of a step"),
    ("skip", 'leave this question open; so do "don\'t know" and "?"'),
    ("back", "take the last answer back"),
    ("so far", "the verdict as it is now, and what it can still be"),
    ("list", "every answer to this question"),
    ("save [FILE]", "keep the answers as a profile"),
    ("all", "go on until the whole verdict is settled"),
    ("quit", "stop here"),
)
APART = 'A colon before it makes a word a command (:back), quotes make it an answer ("back").'


@dataclass(frozen=True, slots=True)
class Desk:
    """What a conversation works with: the knowledge base, and how text is drawn."""

    opened: Opened
    basis: Basis
    draw: Callable[[Outline], str]
    page: Mapping[str, Any]

    def say(self, text: str) -> str:
        """A sentence, wrapped, with nothing in it that steers a terminal."""
        return self.draw((Entry(Paragraph(words(text))),))

    def consult(self, interview: Interview, *, outlook: bool = False) -> Consultation:
        """The verdict of what is told."""
        return self.opened.consult(interview.facts, self.basis, outlook=outlook)


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation stands.

    ``level`` counts the whys to this question, ``meant`` is what "yes" takes, ``file`` is where
    answers are kept, ``known`` what may be written over; ``saved`` is what the file holds, and
    ``hints`` are answers that an export suggests.
    """

    interview: Interview
    level: int = 0
    meant: str | None = None
    file: Path | None = None
    known: Known = field(default_factory=dict)
    saved: tuple[Fact, ...] | None = None
    hints: Hints = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of a line: the new standing, what is said, whether it is the end."""

    talk: Talk
    said: str = ""
    ended: bool = False


def turn(desk: Desk, talk: Talk, question: Question, line: str) -> Turn:
    """The turn of a line that answers a question."""
    if talk.meant is not None and line.strip().lower() in {"y", "yes"}:
        line = f'"{talk.meant}"'
    talk = replace(talk, meant=talk.meant if not line.strip() else None)
    match understand(question.attribute, line):
        case Fact() as fact:
            interview = answered(talk.interview, fact, question.aim.name, question.gain)
            return _went_on(desk, talk, question, interview, fact)
        case Command("skip"):
            name = question.attribute.name
            interview = skipped(talk.interview, name, question.aim.name, question.gain)
            return _went_on(desk, talk, question, interview, None)
        case Command("why"):
            said = desk.draw(why_text(talk.interview, question, talk.level))
            return Turn(replace(talk, level=talk.level + 1), said)
        case Command("list"):
            return Turn(talk, desk.draw(choices(question.attribute)))
        case Command() as other:
            return _told(desk, talk, other, question.aim)
        case Unread(problem, meant):
            return Turn(replace(talk, meant=meant or talk.meant), desk.say(_sentence(problem)))


def last_turn(desk: Desk, talk: Talk, settled: Settled, line: str) -> Turn:
    """The turn of a line after everything that was wanted is settled."""
    if line.strip().lower() in {"", "n", "no"}:
        return Turn(talk, ended=True)
    wish = command(line.strip().removeprefix(":"))
    if line.strip().lower() in {"y", "yes"} and not settled.aims[-1].whole:
        wish = Command("all")
    if wish is None or wish.name in {"why", "list", "skip"}:
        return Turn(
            talk, desk.say("Nothing is asked any more; how, save, back and quit work here.")
        )
    return _told(desk, talk, wish, settled.aims[-1])


def _went_on(
    desk: Desk, talk: Talk, question: Question, interview: Interview, fact: Fact | None
) -> Turn:
    said = desk.draw(noted(interview, question, fact))
    return Turn(replace(talk, interview=interview, level=0), said)


def _told(desk: Desk, talk: Talk, wish: Command, aim: Aim) -> Turn:
    """What the commands do that work at every prompt."""
    try:
        match wish.name:
            case "how":
                done = Turn(talk, _derived(desk, talk, wish.argument or _default(talk, aim)))
            case "back":
                done = _back(desk, talk)
            case "so far":
                done = Turn(talk, _stands(desk, talk, aim))
            case "save" | "overwrite":
                done = _saved(desk, talk, wish)
            case "all":
                aims = aims_of(talk.interview.program, "all")
                done = Turn(replace(talk, interview=replace(talk.interview, aims=aims)))
            case "quit":
                done = Turn(talk, ended=True)
            case _:
                done = Turn(talk, desk.draw(_help()))
    except DunbarError as error:
        done = Turn(talk, desk.say(_sentence(str(error))))
    return done


def _default(talk: Talk, aim: Aim) -> str:
    """What how is about where nothing is named: the aim, of the whole verdict its first part."""
    form = talk.interview.program.knowledge.verdict
    first = form.fields[0].name if form is not None and form.fields else aim.attributes[0]
    return first if aim.whole else aim.name


def _derived(desk: Desk, talk: Talk, what: str) -> str:
    return derivation_text(how(desk.consult(talk.interview), what), **desk.page)


def _stands(desk: Desk, talk: Talk, aim: Aim) -> str:
    return desk.draw(so_far(talk.interview, aim, desk.consult(talk.interview)))


def _back(desk: Desk, talk: Talk) -> Turn:
    before = back(talk.interview)
    if before is None:
        return Turn(
            talk, desk.say("Nothing was asked before this, so there is nothing to take back.")
        )
    taken = talk.interview.answers[-1].attribute
    return Turn(replace(talk, interview=before, level=0), desk.say(f"Taken back: {taken}."))


def _saved(desk: Desk, talk: Talk, wish: Command) -> Turn:
    file = Path(wish.argument) if wish.argument else talk.file
    if file is None:
        return Turn(talk, desk.say("Name a file, as in: save me.yaml"))
    text = keep(talk.interview, file, talk.known, fresh=wish.name == "overwrite")
    known = {**talk.known, file.absolute(): text}
    kept = replace(talk, file=file, known=known, saved=talk.interview.facts)
    return Turn(kept, desk.say(f"Saved to {file}."))


def _sentence(problem: str) -> str:
    """A problem as one that stands by itself."""
    first, _, rest = problem.partition(" ")
    first = first.capitalize() if first.isalpha() else first  # the name of a file stays as it is
    return f"{first} {rest}{'' if problem[-1:] in '.?!' else '.'}"


def _help() -> Outline:
    rows = tuple((name, words(does)) for name, does in HELP)
    return (Entry(Definitions(rows)), Entry(Paragraph(words(APART))))

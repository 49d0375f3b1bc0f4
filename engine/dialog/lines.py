"""One line of a person: an answer, a command, or neither.

What reads as a value of the attribute is one, even where a command is called so; a leading colon
makes it a command in any case, and quotation marks a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..consultation import Fact
from ..intake.profile import fact_of
from ..vocabulary import Attribute, ListOf, Misread, OneOf, shorten
from ..words import fold, join, nearest

Name = Literal[
    "why", "how", "skip", "back", "so far", "save", "overwrite", "list", "all", "help", "quit"
]
COMMANDS: dict[str, Name] = {
    "why": "why", "how": "how", "back": "back", "undo": "back", "so far": "so far",
    "sofar": "so far", "save": "save", "overwrite": "overwrite", "list": "list", "all": "all",
    "help": "help", "quit": "quit", "exit": "quit", "q": "quit", "skip": "skip", "pass": "skip",
    "?": "skip", "unknown": "skip", "don't know": "skip", "dont know": "skip", "no idea": "skip",
    "i don't know": "skip", "not sure": "skip", "no answer": "skip",
}  # fmt: skip
WITH_ARGUMENT = ("how", "save", "overwrite")
MOST_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do other than to answer; ``argument`` is what follows its name."""

    name: Name
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is neither; ``meant`` is what it was probably meant to be."""

    problem: str
    meant: str | None = None


def understand(attribute: Attribute, line: str) -> Fact | Command | Unread:
    """What a line says as the answer to a question about this attribute."""
    text = line.strip().replace("\u2019", "'")
    if text.startswith(":"):
        return command(text[1:].strip()) or Unread(f'there is no command "{shorten(text)}"')
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    fact = read(attribute, text[1:-1] if quoted else text)
    if isinstance(fact, Fact):
        return fact
    found = None if quoted else command(text)
    return found or _unread(attribute, text, fact)


def command(text: str) -> Command | None:
    """The command that a line is; only some take an argument."""
    name = COMMANDS.get(fold(text.rstrip(".!")))
    if name is not None:
        return Command(name)
    first, _, rest = text.partition(" ")
    if fold(first) in WITH_ARGUMENT and rest:
        return Command(COMMANDS[fold(first)], rest.strip())
    return None


def read(attribute: Attribute, text: str) -> Fact | Misread:
    """The fact that a text tells, its choices given in words or by their numbers."""
    match attribute.kind:
        case OneOf():
            return fact_of(attribute, _parts(attribute, text))
        case ListOf() if fold(text) != "none":
            return fact_of(attribute, _parts(attribute, text))
        case _:
            return fact_of(attribute, [text])


def _parts(attribute: Attribute, text: str) -> list[str]:
    """The words that a text lists, with commas between them; numbers may do without."""
    kind = attribute.kind
    if not isinstance(kind, ListOf) or fold(text) in kind.readings:
        parts = [text]
    elif "," not in text and all(part.isdecimal() for part in text.split()):
        parts = text.split() or [text]
    else:
        parts = text.rstrip(", ").split(",")
    return [_picked(attribute, part.strip()) for part in parts]


def _picked(attribute: Attribute, text: str) -> str:
    """The word that a number picks; a word that is itself a number comes first."""
    values = attribute.kind.values if isinstance(attribute.kind, OneOf | ListOf) else ()
    itself = not isinstance(fact_of(attribute, [text]), Misread)
    if itself or not text.isdecimal() or len(text) > len(str(len(values))):
        return text
    number = int(text)
    return values[number - 1] if 0 < number <= len(values) else text


def _unread(attribute: Attribute, text: str, problem: Misread) -> Unread:
    """Why a text is no answer, and what it may have been meant to be."""
    if not text:
        return Unread('type an answer, or "skip" where you do not know; "help" tells the rest')
    if not isinstance(attribute.kind, OneOf | ListOf):
        return Unread(f"{problem.message}; {problem.hint}" if problem.hint else problem.message)
    meant, offers = _meant(attribute, attribute.kind, text)
    if meant is not None:
        return Unread(f'{problem.message}; did you mean "{meant}"? "yes" takes it', meant)
    if offers:
        return Unread(f"{problem.message}; it may be {join(offers, 'or')}")
    return Unread(f'{problem.message}; "list" shows what is')


def _meant(
    attribute: Attribute, kind: OneOf | ListOf, text: str
) -> tuple[str | None, Sequence[str]]:
    """The line with what is misspelt in it replaced; else the words that it may begin or end."""
    parts = _parts(attribute, text)
    mended = [part if fold(part) in kind.readings else _near(kind, part) for part in parts]
    if None not in mended:
        return ", ".join(part for part in mended if part is not None), ()
    within = _within(kind, parts[mended.index(None)])
    return None, within if len(within) <= MOST_OFFERED else ()


def _near(kind: OneOf | ListOf, text: str) -> str | None:
    """The word that is spelt nearly like this, or else the only one that has it in it."""
    within = _within(kind, text)
    near = nearest(text, kind.values) or nearest(text, (*kind.values, *kind.readings))
    return near or (within[0] if len(within) == 1 else None)


def _within(kind: OneOf | ListOf, text: str) -> Sequence[str]:
    return [value for value in kind.values if fold(text) in fold(value)]

"""The conversation about a new rule, from the first question to the yes to what it has become."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ..api import Opened
from ..diagnostics import DunbarError, KnowledgeError
from ..dialog.readers import Prompt, Reader
from ..render.explanations.outline import Outline
from ..words import fold
from .answering import COMMANDS, sentence, told, turn, with_part
from .asking import Question, Talk, question
from .proposing import Proposal, propose
from .reading import slips

OPENING = (
    'A new rule for {name}. Nothing is written before you say so. "help" tells what you may type.'
)
OVERRIDES = "overrides "
Ending = Literal["agreed", "quit", "input ended", "interrupted"]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the conversation works with: the knowledge base, and how things are shown."""

    root: Path
    opened: Opened
    draw: Callable[[Outline], str]
    show: Callable[[Proposal], str]
    write: Callable[[str], None]

    def say(self, text: str) -> None:
        self.write(self.draw(told(text)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a conversation ended; the ``proposal`` is there where its author wants it written."""

    ending: Ending
    talk: Talk
    proposal: Proposal | None = None


def converse(workshop: Workshop, talk: Talk, reader: Reader) -> Outcome:
    """Ask for what is missing, show what it makes, and ask whether to write it."""
    workshop.say(OPENING.format(name=workshop.opened.knowledge.name))
    try:
        while True:
            asked = _asked(workshop, talk, reader)
            if isinstance(asked, Outcome):
                return asked
            proposal = _proposed(workshop, asked)
            answer = _confirmed(workshop, asked, proposal, reader)
            if isinstance(answer, Outcome):
                return answer
            talk = answer
    except KeyboardInterrupt:
        return Outcome("interrupted", talk)


def _asked(workshop: Workshop, talk: Talk, reader: Reader) -> Talk | Outcome:
    """Everything told that a rule needs, or an early end."""
    knowledge, shown = workshop.opened.knowledge, None
    while (step := question(talk, knowledge)) is not None:
        if replace(talk, meant=None) != shown:
            workshop.write("\n" + workshop.draw(step.shown))
            shown = replace(talk, meant=None)
        line = reader.read(_prompt(step))
        if line is None:
            return Outcome("input ended", talk)
        done = turn(talk, step, line, knowledge)
        if done.said:
            workshop.write(workshop.draw(done.said))
        if done.ended:
            return Outcome("quit", talk)
        talk = done.talk
    return talk


def _prompt(step: Question) -> Prompt:
    return Prompt(step.prompt, (*step.words, *COMMANDS), several=bool(step.choices))


def _proposed(workshop: Workshop, talk: Talk) -> Proposal | None:
    """The rule, shown; None where it cannot be one, and that is told."""
    try:
        proposal = propose(workshop.root, workshop.opened, talk.draft)
    except KnowledgeError as error:
        workshop.write("\n")
        for slip in error.diagnostics:
            workshop.say(sentence(slip))
        return None
    except DunbarError as error:
        workshop.say(f"{error}")
        return None
    workshop.write(f"\n{workshop.show(proposal)}\n")
    return proposal


def _confirmed(
    workshop: Workshop, talk: Talk, proposal: Proposal | None, reader: Reader
) -> Outcome | Talk:
    """How it ends, or another standing of the talk."""
    sound = proposal is not None and not proposal.errors
    workshop.say(_offer(proposal))
    while (line := reader.read(Prompt("write> ", tuple(_words(proposal))))) is not None:
        wish = fold(line)
        if wish in {"yes", "y"} or (not wish and sound):
            if proposal is not None:
                return Outcome("agreed", talk, proposal)
        elif wish in {"no", "n", "quit"}:
            return Outcome("quit", talk)
        elif wish == "back":
            return _reopened(talk)
        elif wish.startswith(OVERRIDES):
            changed = _overriding(workshop, talk, line.strip()[len(OVERRIDES) :])
            if changed is not None:
                return changed
        workshop.say(_offer(proposal))
    return Outcome("input ended", talk)


def _offer(proposal: Proposal | None) -> str:
    if proposal is None:
        return 'It cannot be written so. "back" takes the last answer back, "no" stops.'
    if any(one.code == "clash" for one in proposal.errors):
        return (
            'Write it all the same? yes or no; "overrides" and the name of a rule to beat that'
            ' rule; "back" takes the last answer back.'
        )
    if proposal.errors:
        return 'Write it all the same? yes or no; "back" takes the last answer back.'
    return 'Write it? yes (or Enter), no, or "back" to take the last answer back.'


def _words(proposal: Proposal | None) -> Iterator[str]:
    yield from ("yes", "no", "back")
    if proposal is not None:
        yield from (f"{OVERRIDES}{rule.id}" for rule in proposal.knowledge.rules)


def _reopened(talk: Talk) -> Talk:
    """The talk before its last answer; what came from options stays."""
    return talk.before if talk.before is not None else talk


def _overriding(workshop: Workshop, talk: Talk, text: str) -> Talk | None:
    draft = talk.draft
    for name in text.replace(",", " ").split():
        found = slips(workshop.opened.knowledge, draft, "overrides", name, "")
        if found:
            workshop.say(sentence(found[0]))
            return None
        draft = with_part(draft, "overrides", name)
    return replace(talk, draft=draft, before=talk)

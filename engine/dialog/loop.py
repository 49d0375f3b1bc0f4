"""The conversation from the first question to the last word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..interview import Question, Settled, question
from ..render.interview import Ending, closing, question_text
from ..vocabulary import Attribute, ListOf, OneOf
from .hints import hint_for, offer
from .lines import COMMANDS
from .readers import Prompt, Reader
from .talk import Desk, Talk, Turn, last_turn, turn

END = Prompt("> ", ("all", "how", "save", "back", "quit"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a conversation ended, and where it stood then."""

    talk: Talk
    ending: Ending
    settled: Settled | None


def converse(desk: Desk, talk: Talk, reader: Reader, write: Callable[[str], None]) -> Outcome:
    """Ask until nothing that matters is open, the person stops, or the lines end."""
    try:
        step, asked = question(talk.interview), None
        while True:
            if step is not asked:
                asked, talk = step, _with_hint(talk, step)
                write(_put(desk, talk, step, reader))
            line = reader.read(_prompt(step))
            if line is None:
                return _ended(desk, talk, "input ended", step, write)
            done = _turn(desk, talk, step, line)
            write(done.said)
            if done.ended:
                return _ended(desk, done.talk, "quit", step, write)
            before, talk = talk, done.talk
            if talk.interview is not before.interview:
                step = question(talk.interview)
    except KeyboardInterrupt:
        return Outcome(talk, "interrupted", None)


def _turn(desk: Desk, talk: Talk, step: Question | Settled, line: str) -> Turn:
    if isinstance(step, Settled):
        return last_turn(desk, talk, step, line)
    return turn(desk, talk, step, line)


def _with_hint(talk: Talk, step: Question | Settled) -> Talk:
    """What "yes" takes is what an export suggests, if it does."""
    hint = hint_for(step.attribute, talk.hints) if isinstance(step, Question) else None
    return talk if hint is None else replace(talk, meant=hint.answer)


def _put(desk: Desk, talk: Talk, step: Question | Settled, reader: Reader) -> str:
    """The question, or how it has ended."""
    if isinstance(step, Question):
        hint = hint_for(step.attribute, talk.hints)
        offered = desk.say(offer(hint)) if hint is not None else ""
        return "\n" + desk.draw(question_text(step)) + offered
    said = desk.draw(closing(talk.interview, "settled", step, desk.consult(talk.interview)))
    return "\n" + said + (f"\n{desk.say(_offer(step))}" if reader.offers else "")


def _offer(settled: Settled) -> str:
    rest = "" if settled.aims[-1].whole else "Go on to the rest of the verdict? yes, or "
    return f"{rest}Enter to finish; how, back and save FILE work here too."


def _ended(
    desk: Desk, talk: Talk, ending: Ending, step: Question | Settled,
    write: Callable[[str], None],
) -> Outcome:  # fmt: skip
    """The last word, unless it was said when everything was settled."""
    if isinstance(step, Settled):
        return Outcome(talk, "settled", step)
    write("\n" + desk.draw(closing(talk.interview, ending, None, desk.consult(talk.interview))))
    return Outcome(talk, ending, None)


def _prompt(step: Question | Settled) -> Prompt:
    if isinstance(step, Settled):
        return END
    attribute = step.attribute
    several = isinstance(attribute.kind, ListOf)
    return Prompt(f"{attribute.name}> ", (*_words(attribute), *COMMANDS), several)


def _words(attribute: Attribute) -> tuple[str, ...]:
    """The answers in words, then every other spelling of them."""
    match attribute.kind:
        case OneOf(values, readings) | ListOf(values, readings):
            return tuple(dict.fromkeys((*values, *readings)))
        case _:
            return ()

"""One line of the author: an answer, checked at once, or a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic
from ..fixing import patched
from ..render.document import Definitions, Item, Items, Paragraph, Span, dim
from ..render.explanations.outline import Entry, Outline, words
from ..rules import KnowledgeBase
from ..vocabulary import Attribute
from ..words import fold, identifier, nearest
from .asking import Question, Talk
from .drafting import Draft, Part
from .reading import file_name, slips

ASKED = "your answer"
COMMANDS = ("back", "list", "help", "quit")
HELP = (
    ("back", "take the last answer back"),
    ("list", "all that may be said here"),
    ("quit", "stop; nothing is written"),
)
APART = 'A colon before it makes a word a command in any case (":list").'
MOST_FOUND = 8
_CONVENTION = re.compile(r"(?:^|,|\band\b)\s*(convention\s*:.*)$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of a line: the new standing, what is said, whether the author stops."""

    talk: Talk
    said: Outline = ()
    ended: bool = False


def turn(talk: Talk, question: Question, line: str, knowledge: KnowledgeBase) -> Turn:
    """The turn of a line that answers a question."""
    text = line.strip()
    if question.attribute is None and fold(text) in {"y", "yes"} and talk.meant is None:
        return Turn(talk, told("There is nothing to say yes to."))
    if talk.meant is not None and fold(text) in {"y", "yes"}:
        text = talk.meant
    wish = fold(text.removeprefix(":"))
    if wish in COMMANDS and (text.startswith(":") or wish not in map(fold, question.choices)):
        return _commanded(talk, question, wish)
    if not text:
        return _empty(talk, question)
    return _answered(talk, question, text, knowledge)


def told(text: str) -> Outline:
    """A sentence."""
    return (Entry(Paragraph(words(text))),)


def sentence(slip: Diagnostic) -> str:
    """A slip as one or two sentences."""
    message = f"{slip.message[0].upper()}{slip.message[1:]}."
    hint = f" {slip.hint[0].upper()}{slip.hint[1:]}" if slip.hint else ""
    hint += "" if not hint or hint[-1] in ".?!" else "."
    return f"{message}{hint}"


def _commanded(talk: Talk, question: Question, wish: str) -> Turn:
    match wish:
        case "back" if talk.before is None:
            return Turn(talk, told("Nothing was asked before this, so nothing is taken back."))
        case "back":
            return Turn(talk.before or talk)
        case "list":
            return Turn(talk, question.listed or question.shown)
        case "quit":
            return Turn(talk, ended=True)
        case _:
            rows = tuple((name, words(does)) for name, does in HELP)
            return Turn(talk, (*question.shown, Entry(Definitions(rows)), *told(APART)))


def _empty(talk: Talk, question: Question) -> Turn:
    if not question.optional:
        return Turn(talk, told('Something belongs here; "help" tells what else you may type.'))
    closed = talk.closed | {question.part}
    return Turn(replace(talk, closed=closed, pending=None, meant=None, before=talk))


def _answered(talk: Talk, question: Question, text: str, knowledge: KnowledgeBase) -> Turn:
    part = question.part
    if question.attribute is None and part in ("when", "then"):
        named = _named(talk, part, text, knowledge)
        if named is not None:
            return named
        if ":" not in text and fold(text) != "always":
            found = slips(knowledge, Draft(), part, f"{text}: none", ASKED)
            return _refused(talk, question, text, found)
    claims = _claims_with(text, knowledge) if part == "source" else ()
    if claims:
        return Turn(talk, claims)
    if question.attribute is not None:
        part, attribute = talk.pending or (part, question.attribute)
        text = f"{attribute.name}: {_picked(text, question, attribute)}"
    elif part == "file":
        text = _choice(text, question.choices)
    exception = part == "when" and fold(text).startswith("unless ")
    if exception:
        part, text = "unless", text[len("unless ") :].strip()
    return _added(talk, question, (part, text), knowledge)


def _named(talk: Talk, part: Part, text: str, knowledge: KnowledgeBase) -> Turn | None:
    """An attribute alone, which is asked about next."""
    if part == "when" and fold(text).startswith("unless "):
        part, text = "unless", text[len("unless ") :].strip()
    attribute = knowledge.vocabulary.find(text)
    if attribute is None:
        return None
    if part == "then" and (attribute.asked or attribute.computed):
        slip = slips(knowledge, Draft(), part, f"{attribute.name}: x", ASKED)
        return Turn(talk, told(sentence(slip[0])))
    return Turn(replace(talk, pending=(part, attribute), meant=None, before=talk))


def _added(
    talk: Talk, question: Question, said: tuple[Part, str], knowledge: KnowledgeBase
) -> Turn:
    part, text = said
    draft = talk.draft
    for one in sources_of(text) if part == "source" else (text,):
        found = slips(knowledge, draft, part, one, ASKED)
        if found:
            return _refused(talk, question, one, found)
        draft = with_part(draft, part, one)
    whole: frozenset[Part] = frozenset({"when"} if fold(text) == "always" else ())
    closed = talk.closed | (whole if part == "when" else frozenset())
    return Turn(Talk(draft, closed, before=_asked_for(talk)), _noted(part, draft))


def _asked_for(talk: Talk) -> Talk:
    """Where the part was asked for: an attribute and its test are one answer."""
    return talk.before if talk.pending is not None and talk.before is not None else talk


def _refused(talk: Talk, question: Question, text: str, found: Sequence[Diagnostic]) -> Turn:
    """What is wrong, with the line as it was probably meant."""
    slip = found[0]
    typed = text.partition(":")[2].strip() if talk.pending is not None else text
    mended = patched(text.encode(), [slip.fix])[0].decode() if slip.fix is not None else text
    meant = mended.partition(":")[2].strip() if talk.pending is not None else mended
    if meant == typed:
        near = nearest(typed, question.words)
        meant = near if near is not None and f'"{near}"' in (slip.hint or "") else ""
    takes = ' "yes" takes it.' if meant else ""
    return Turn(replace(talk, meant=meant or None), told(f"{sentence(slip)}{takes}"))


def with_part(draft: Draft, part: Part, text: str) -> Draft:
    """The draft with one text more; parts of one text get it."""
    match part:
        case "name":
            return replace(draft, name=identifier(text))
        case "file":
            return replace(draft, file=file_name(text))
        case "overrides":
            return replace(draft, overrides=(*draft.overrides, identifier(text)))
        case "when" | "unless" | "then" | "source":
            lines: dict[str, tuple[str, ...]] = {part: (*getattr(draft, part), text)}
            return replace(draft, **lines)  # type: ignore[arg-type]
        case _:
            return replace(draft, **{part: text})  # type: ignore[arg-type]


def _noted(part: Part, draft: Draft) -> Outline:
    """What was understood, where it is not what was typed."""
    notes: dict[Part, Callable[[], str]] = {
        "name": lambda: draft.name,
        "file": lambda: f"rules/{draft.file}",
        "when": lambda: draft.when[-1],
        "unless": lambda: draft.unless[-1],
        "then": lambda: draft.then[-1],
    }
    return (Entry(Paragraph(dim(f"{part}: {notes[part]()}"))),) if part in notes else ()


def _picked(text: str, question: Question, attribute: Attribute) -> str:
    """The words that numbers pick; several between commas are a list."""
    if not question.choices or text.startswith(("[", "{", '"')):
        return text
    parts = [_choice(part.strip(), question.choices, attribute) for part in text.split(",")]
    return parts[0] if len(parts) == 1 else f"[{', '.join(parts)}]"


def _choice(text: str, choices: Sequence[str], attribute: Attribute | None = None) -> str:
    number = int(text) if text.isdecimal() and len(text) <= len(str(len(choices))) else 0
    numeric = attribute is not None and attribute.numeric
    return choices[number - 1] if 0 < number <= len(choices) and not numeric else text


def sources_of(text: str) -> tuple[str, ...]:
    """Claims between commas, and a convention, which may have commas of its own."""
    convention = _CONVENTION.search(text)
    claims = text[: convention.start()] if convention else text
    found = [part.strip() for part in claims.split(",") if part.strip()]
    return (*found, convention[1]) if convention else tuple(found)


def _claims_with(text: str, knowledge: KnowledgeBase) -> Outline:
    """The claims in which all of the words occur, where the line names none."""
    named = {fold(name) for name in knowledge.claims}
    wanted = fold(text).split()
    if _CONVENTION.search(text) or "," in text or fold(text) in named:
        return ()
    found = [
        claim
        for claim in knowledge.claims.values()
        if all(word in fold(f"{claim.section} {claim.says}") for word in wanted)
    ]
    items = tuple(
        Item((Span(claim.id, "place"), Span(f"  {claim.says}"))) for claim in found[:MOST_FOUND]
    )
    more = len(found) - len(items)
    rest = told(f"and {more} more; more words find fewer") if more > 0 else ()
    return (Entry(Items(items), 1), *rest) if items else ()

"""What is still to be told of a new rule, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..render.document import Definitions, Item, Items, Paragraph, Span, dim
from ..render.explanations.outline import Entry, Outline, words
from ..rules import KnowledgeBase
from ..values import show_number
from ..vocabulary import Attribute, Evidence, ListOf, Number, OneOf
from ..words import join, plural
from .drafting import Draft, Part
from .proposing import factor_of
from .reading import file_name, needs_strength

MOST_LISTED = 12  # longer lists are shown when they are asked for
ORDERED = "at least N, more than N, at most N, fewer than N, or between A and B"


@dataclass(frozen=True, slots=True)
class Talk:
    """Where the conversation stands.

    ``closed`` are the parts to which nothing is added any more. ``pending`` is an attribute that
    was named for a part, and waits for its test or value. ``meant`` is what "yes" takes,
    ``before`` is to where "back" leads.
    """

    draft: Draft
    closed: frozenset[Part] = frozenset()
    pending: tuple[Part, Attribute] | None = None
    meant: str | None = None
    before: Talk | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the part that its answer is for, what it shows, the words that complete it.

    With an ``attribute`` its test or value is asked, and ``choices`` can be picked by number.
    Where it is ``optional``, an empty line goes on.
    """

    part: Part
    prompt: str
    shown: Outline
    listed: Outline = ()
    words: tuple[str, ...] = ()
    attribute: Attribute | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False


def question(talk: Talk, knowledge: KnowledgeBase) -> Question | None:
    """What is asked next; None when the rule is told."""
    if talk.pending is not None:
        return _value(*talk.pending, knowledge)
    part = next(missing_parts(talk, knowledge), None)
    return None if part is None else _ASKED[part](talk.draft, knowledge)


def missing_parts(talk: Talk, knowledge: KnowledgeBase) -> Iterator[Part]:
    """What is not told yet, in the order in which it is asked."""
    draft, closed = talk.draft, talk.closed
    nameless = not draft.factor and bool(draft.file) and is_new(draft, knowledge)
    told = bool(draft.then and draft.source)
    missing: dict[Part, bool] = {
        "name": not draft.name,
        "file": not draft.file,
        "factor": nameless and "factor" not in closed,
        "when": "when" not in closed,
        "then": "then" not in closed,
        "because": not draft.because,
        "source": not draft.source,
        "strength": told and not draft.strength and needs_strength(knowledge, draft),
    }
    yield from (part for part, open_ in missing.items() if open_)


def is_new(draft: Draft, knowledge: KnowledgeBase) -> bool:
    """Whether the file of a draft is not there yet."""
    return f"rules/{file_name(draft.file)}" not in knowledge.sources


def rule_files(knowledge: KnowledgeBase) -> dict[str, str]:
    """The files in ``rules/`` by their names there, each with its factor."""
    return {
        path.removeprefix("rules/"): factor_of(text)
        for path, text in knowledge.sources.items()
        if path.startswith("rules/")
    }


def concludable(knowledge: KnowledgeBase) -> tuple[Attribute, ...]:
    """The attributes that rules may conclude."""
    return tuple(one for one in knowledge.vocabulary if not one.asked and not one.computed)


def _name(_: Draft, __: KnowledgeBase) -> Question:
    hint = "a few words with dashes between them"
    return Question("name", "name> ", _put("What is the rule called?", hint))


def _file(_: Draft, knowledge: KnowledgeBase) -> Question:
    files = rule_files(knowledge)
    count = dict.fromkeys(files, 0)
    for rule in knowledge.rules:
        if rule.location is not None:
            count[rule.location.path.removeprefix("rules/")] += 1
    told = [
        ", ".join(filter(None, (factor, plural(count[name], "rule"))))
        for name, factor in files.items()
    ]
    items = tuple(
        Item((Span(name), Span(f" ({said})", "dim")), number=at)
        for at, (name, said) in enumerate(zip(files, told, strict=True), 1)
    )
    shown = _put("Which file does it belong to?", "a number, or the name of a new file", items)
    return Question("file", "file> ", shown, shown, tuple(files), choices=tuple(files))


def _factor(draft: Draft, knowledge: KnowledgeBase) -> Question:
    known = tuple(dict.fromkeys(rule.factor for rule in knowledge.rules))
    asked = f"What are the rules of {file_name(draft.file)} about?"
    hint = "their factor, in a word or two: evidence about one thing counts once; Enter for none"
    return Question("factor", "factor> ", _put(asked, hint), words=known, optional=True)


def _condition(draft: Draft, knowledge: KnowledgeBase) -> Question:
    return _attribute("when", draft, knowledge)


def _conclusion(draft: Draft, knowledge: KnowledgeBase) -> Question:
    return _attribute("then", draft, knowledge)


def _attribute(part: Part, draft: Draft, knowledge: KnowledgeBase) -> Question:
    conditions = part == "when"
    chosen = tuple(knowledge.vocabulary) if conditions else concludable(knowledge)
    names, more = tuple(one.name for one in chosen), bool(draft.when if conditions else draft.then)
    listed = _listed(chosen)
    if conditions:
        asked = "What else must hold?" if more else "When does the rule speak up?"
        hint = 'a name, or a whole condition; "unless" before it makes it an exception'
        hint = f"{hint}; Enter if that is all" if more else f"{hint}; or always"
    else:
        asked = "What else does it say?" if more else "What does it say then?"
        hint = "a name, or a whole conclusion"
        hint = f"{hint}; Enter if that is all" if more else hint
    shown = _put(asked, hint) if more else (*_put(asked, hint), *listed)
    return Question(part, f"{part}> ", shown, listed, names, optional=more)


def _listed(attributes: Iterable[Attribute]) -> Outline:
    """Attributes by where their values come from."""
    kinds: dict[str, list[str]] = {"asked": [], "worked out": []}
    for one in attributes:
        kinds["asked" if one.asked else "worked out"].append(one.name)
    rows = tuple((label, words(", ".join(names))) for label, names in kinds.items() if names)
    return (Entry(Definitions(rows), 1),)


def _value(part: Part, attribute: Attribute, knowledge: KnowledgeBase) -> Question:
    choices = values_of(attribute, knowledge, concluded=part == "then")
    listed = _numbered(choices)
    asked = f"{attribute.name}: {'which value' if part == 'then' else 'what must it be'}?"
    hint = _hint(attribute, part, choices)
    few = len(choices) <= MOST_LISTED
    shown = (*_put(asked), *(listed if few else ()), *_hints(hint))
    return Question(part, f"{attribute.name}> ", shown, listed, choices, attribute, choices)


def values_of(
    attribute: Attribute, knowledge: KnowledgeBase, *, concluded: bool = False
) -> tuple[str, ...]:
    """The words that an attribute may be; of evidence, those that a rule can give."""
    match attribute.kind:
        case OneOf(values) | ListOf(values):
            return values
        case Evidence(scale):
            entries = knowledge.scales[scale].words
            return tuple(one.word for one in entries if one.steps or not concluded)
        case _:
            return ()


def _hint(attribute: Attribute, part: Part, choices: tuple[str, ...]) -> str:
    several = len(choices) > MOST_LISTED
    hints = [f"{len(choices)} words: type one, or list to see them"] if several else []
    match attribute.kind:
        case Number(low, high):
            unit = f" {attribute.unit}" if attribute.unit else ""
            hints.append(f"{show_number(low)} to {show_number(high)}{unit}")
        case Evidence() if part == "then":
            hints.append("not and a word speaks against it")
        case ListOf() if part == "then":
            hints.append("several with commas")
        case _:
            pass
    if part != "then":
        tests = [ORDERED] if attribute.numeric else ["several with commas mean any of them"]
        hints += [*tests, "not and a value", "known", "unknown"]
    return "; ".join(hints)


def _because(_: Draft, __: KnowledgeBase) -> Question:
    hint = "one sentence to the person; {name} in braces stands for a value"
    return Question("because", "because> ", _put("Why?", hint))


def _source(_: Draft, knowledge: KnowledgeBase) -> Question:
    hint = "convention: and why"
    if knowledge.claims:
        some = list(knowledge.claims)[:3]
        hint = (
            f"{plural(len(knowledge.claims), 'claim')}, such as {join(some, 'or')}; any other words"
            f" look for them; or {hint}"
        )
    return Question(
        "source",
        "source> ",
        _put("On whose word?", hint),
        words=(*knowledge.claims, "convention: "),
    )


def _strength(_: Draft, knowledge: KnowledgeBase) -> Question:
    known = [f"{word} ({show_number(number)})" for word, number in knowledge.strengths.items()]
    hint = "; ".join(
        filter(None, ("0.25, 0.5, 0.75 or 1", f"or {join(known, 'or')}" if known else ""))
    )
    asked = "How much does it weigh? A convention has to say."
    return Question("strength", "strength> ", _put(asked, hint), words=tuple(knowledge.strengths))


def _put(asked: str, hint: str = "", items: tuple[Item, ...] = ()) -> Outline:
    listed = (Entry(Items(items), 1),) if items else ()
    return (Entry(Paragraph((Span(asked, "strong"),))), *listed, *_hints(hint))


def _hints(hint: str) -> Outline:
    return (Entry(Paragraph(dim(hint)), 1),) if hint else ()


def _numbered(choices: tuple[str, ...]) -> Outline:
    items = tuple(Item(words(value), number=at) for at, value in enumerate(choices, 1))
    return (Entry(Items(items), 1),) if items else ()


_ASKED: Mapping[Part, Callable[[Draft, KnowledgeBase], Question]] = {
    "name": _name,
    "file": _file,
    "factor": _factor,
    "when": _condition,
    "then": _conclusion,
    "because": _because,
    "source": _source,
    "strength": _strength,
}

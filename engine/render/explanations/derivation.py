"""How something came about, as a line, a paragraph or a tree of numbered steps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ...explain import Derivation, Need, Open, Reason
from ...explain.misses import Misses
from ...values import UNKNOWN, Net
from ...words import join
from ..characters import flowing
from ..document import Paragraph, Span, dim
from ..phrases import cite, listed, told
from .misses import nearest
from .outline import Entry, Outline, heading, item, outline_text, words
from .saying import again, asked, conclusion, disagreement, grounds, leaf

Depth = Literal["line", "paragraph", "tree"]
_Branch = tuple[int, Need | int]  # a depth, and what stands there: a value or a step


def derivation_text(
    derivation: Derivation,
    depth: Depth = "tree",
    *,
    width: int = 80,
    colour: bool = False,
    ascii_only: bool = False,
) -> str:
    """The derivation at one of three depths; the line is never broken."""
    if depth == "line":
        return flowing(derivation_line(derivation), ascii_only=ascii_only) + "\n"
    outline = derivation_document(derivation, depth)
    return outline_text(outline, width=width, colour=colour, ascii_only=ascii_only)


def derivation_document(derivation: Derivation, depth: Depth = "tree") -> Outline:
    """The derivation as an outline."""
    if depth == "line":
        return (Entry(Paragraph(words(derivation_line(derivation)))),)
    if depth == "paragraph":
        said = " ".join(_sentences(derivation))
        return (Entry(Paragraph(words(said))),)
    title = Entry(Paragraph((Span(asked(derivation), "strong"),)))
    return (title, *_advice(derivation), *_tree(derivation), *_open(derivation.open))


def derivation_line(derivation: Derivation) -> str:
    """What was asked, the facts and the rules that it comes from, in one line."""
    standing = [reason for reason in derivation.reasons if not reason.step.set_aside]
    rules = [reason.step.id for reason in standing if reason.step.kind == "rule"]
    assumed = [reason for reason in standing if reason.step.kind == "assumption"]
    facts = [listed([(need.attribute, need.value)]) for need in derivation.told]
    facts += [f"{listed(reason.step.concluded)} (assumed)" for reason in assumed]
    aside = [reason.step.id for reason in derivation.reasons if reason.step.set_aside]
    parts = (
        asked(derivation),
        f"from {join(facts)}" if facts else "",
        f"by {join(rules)}" if rules else "",
        f"set aside {join(aside)}" if aside else "",
        f"provided {join(_provisos(derivation))}" if _provisos(derivation) else "",
        *(_opened(each) for each in derivation.open[:1]),
    )
    return "; ".join(filter(None, parts))


def _provisos(derivation: Derivation) -> list[str]:
    roots = [derivation.reason(number) for number in derivation.roots]
    return list(dict.fromkeys(one for reason in roots for one in reason.step.provided))


def _sentences(derivation: Derivation) -> Iterator[str]:
    """The author's reasons in the order of inference, each with the number of its step."""
    yield f"{asked(derivation)}."
    facts = [listed([(need.attribute, need.value)]) for need in derivation.told]
    if facts:
        yield f"Told: {join(facts)}."
    for reason in derivation.reasons:
        step = reason.step
        because = step.because or f"{listed(step.concluded)}."
        if step.set_aside:
            yield f"Set aside is {step.id} ({listed(step.concluded)}) [{step.number}]."
        elif step.kind != "evidence":
            provided = f"; provided {join(step.provided)}" if step.provided else ""
            once = f"; counted once, with {reason.stronger.id}" if reason.stronger else ""
            yield _numbered(because, f"{step.number}{once}{provided}")
    yield from (f"{_opened(each)}." for each in derivation.open)


def _numbered(sentence: str, number: str) -> str:
    """The sentence with its number before the full stop."""
    end = sentence[-1:] if sentence[-1:] in ".!?" else ""
    return f"{sentence.removesuffix(end)} [{number}]{end or '.'}"


def _advice(derivation: Derivation) -> Iterator[Entry]:
    """The text of the entry that was asked about."""
    target, consultation = derivation.target, derivation.consultation
    for name in target.attributes:
        for one in consultation.verdict.advice.get(name, ()):
            if one.id == target.value:
                cited = cite(one.source, consultation.knowledge, named=True)
                yield Entry(Paragraph((Span(one.text), Span(f" ({cited})", "dim"))))


def _tree(derivation: Derivation) -> Iterator[Entry]:
    """The steps under what they lead to, each once, down to what was told."""
    knowledge = derivation.consultation.knowledge
    seen: set[int] = set()
    for depth, what in walked(derivation):
        if isinstance(what, Need):
            yield item(words(leaf(what)), depth)
            continue
        number = what.step.number
        if number in seen:
            yield item(dim(again(what)), depth)
            continue
        seen.add(number)
        notes = grounds(what, knowledge)
        yield item(conclusion(what), depth, *notes, number=number, above=not depth)


def walked(derivation: Derivation) -> Iterator[tuple[int, Need | Reason]]:
    """The steps below what they lead to, with their depths, down to what was told.

    Below a step that comes again there is nothing.
    """
    needs = tuple(need for need in derivation.needs if need.steps or not derivation.open)
    branches: list[_Branch] = list(_below(needs, -1))[::-1]
    seen: set[int] = set()
    while branches:
        depth, what = branches.pop()
        if isinstance(what, Need):
            yield depth, what
            continue
        reason = derivation.reason(what)
        yield depth, reason
        if what not in seen:
            seen.add(what)
            branches += list(_under(reason, depth))[::-1]


def _under(reason: Reason, depth: int) -> Iterator[_Branch]:
    yield from _below(reason.needs, depth)
    yield from ((depth + 1, number) for number in (*reason.set_aside_by, *reason.spared))


def _below(needs: tuple[Need, ...], depth: int) -> Iterator[_Branch]:
    """The steps behind each value, or the value itself where there are none."""
    for need in needs:
        deeper = depth + 1
        if need.kind != "derived":
            yield deeper, need
            deeper += 1
        yield from ((deeper, number) for number in (*need.steps, *need.aside))


def _open(found: tuple[Open, ...]) -> Iterator[Entry]:
    """What has no value, and what stands in its way."""
    if found:
        yield heading("What is missing")
    for each in found:
        yield item(words(_opened(each)), 0)
        if each.misses is not None:
            yield from nearest(each.misses, 1)


def _opened(each: Open) -> str:
    if each.asked:
        return f"{each.attribute} was not told"
    if each.misses is None:
        have = "has" if len(each.reads) == 1 else "have"
        worked_out = f"is worked out from {join(each.reads)}, which {have} no value"
        nothing = f"nothing works out {each.attribute} from these facts"
        return f"{each.attribute} {worked_out}" if each.reads else nothing
    return _unsaid(each, each.misses)


def _unsaid(each: Open, misses: Misses) -> str:
    """What no rule concluded."""
    if misses.clash is not None:
        return disagreement(misses.clash)
    if misses.nobody:
        return f"no rule ever concludes {misses.target.said}" + (
            f"; {misses.hint}" if misses.hint else ""
        )
    if misses.target.kind != "attribute":
        return f"{misses.target.said} is not concluded"
    if isinstance(each.value, Net):
        return f"{told(each.attribute, each.value)}, because nothing pulls"
    open_ = "is not known yet" if each.value is UNKNOWN else "is none"
    return f"{each.attribute} {open_}: no rule that could conclude it stands"

"""Everything that a verdict says, entry by entry, so that two versions of it can be compared.

The reasons that rules give, and the order of advice, are no part of what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..conditions import truth
from ..diagram.cutting import placeholders
from ..inference import Inference
from ..presentation import VerdictForm
from ..values import UNKNOWN, Facts, Net
from ..verdict import shown_fields
from ..what_if.fields import flat
from .forms import Form, Key, advice_of

Said = Mapping[Key, object]
"""What each entry says; an entry that is missing says nothing."""


def said(run: Inference, form: Form) -> Said:
    """Everything that the verdict of a run says; what is not said is left out."""
    verdict, memory = form.verdict, run.memory
    clashes = {Key("clash", clash.attribute): True for clash in run.clashes}
    if verdict is None:
        derived = (each.name for each in form.knowledge.vocabulary if not each.asked)
        return {
            **clashes,
            **{Key("field", name): _plain(memory.get(name, UNKNOWN)) for name in derived},
        }
    fields = flat(verdict, shown_fields(verdict, run))
    found: dict[Key, object] = {Key("field", name): _plain(value) for name, value in fields}
    if truth(verdict.cannot_tell, memory) is True:
        found[Key("cannot tell")] = True
    named = set[str]()
    for key, value, text in _sentences(verdict, form, memory):
        found[key] = value
        named.update(placeholders(text))
    shown = (name for name in form.figures if name in named)
    figures = {Key("figure", name): in_a_text(memory.get(name, UNKNOWN)) for name in shown}
    return {**clashes, **found, **figures}


def _sentences(
    verdict: VerdictForm, form: Form, memory: Facts
) -> Iterator[tuple[Key, object, str]]:
    """The headline, remarks and advice that are said: entry, value, template."""
    for saying in verdict.headline:
        if truth(saying.when, memory) is True:
            yield Key("headline"), form.label(saying), saying.says
            break
    for remark in verdict.remarks:
        if truth(remark.when, memory) is True:
            yield Key("remark", form.label(remark)), True, remark.says
    for key, text in advice_of(form.knowledge, verdict):
        given = memory.get(key.name)
        if isinstance(given, tuple) and key.item in given:
            yield key, True, text


def differing(old: Said, new: Said, keys: Iterable[Key]) -> tuple[Key, ...]:
    """Those of these entries that say something else."""
    return tuple(key for key in keys if _differs(old, new, key))


def in_a_text(value: object) -> object:
    """A value as a sentence shows it: of evidence the word, and an empty list as none."""
    if isinstance(value, Net):
        return value.word
    return None if value == () else value


def same(one: object, other: object) -> bool:
    """Whether two entries say the same."""
    return type(one) is type(other) and one == other


def _differs(old: Said, new: Said, key: Key) -> bool:
    if key.kind == "figure" and not (key in old and key in new):
        return False  # then it is the sentence that comes or goes
    return not same(old.get(key), new.get(key))


def _plain(value: object) -> object:
    """A value without how it came about: evidence whatever the number of its pulls."""
    return replace(value, pulls=0) if isinstance(value, Net) else value

"""``verdict:`` of a knowledge file: what the person reads, and when."""

from __future__ import annotations

from ...loader.texts import SAYING_KEYS, VERDICT_KEYS, WATERFALL_KEYS
from ...vocabulary import Evidence, ListOf
from .forms import (
    Schema,
    any_of,
    choice,
    described,
    keyed,
    list_of,
    mapping,
    needing,
    noted,
    record,
    ref,
    text,
)
from .lexicon import Lexicon
from .references import CONDITION, FIGURE, NAME, SENTENCE, attributes

_SAYS = {
    "shows": "The entries of the verdict: an attribute, a condition, or a group of both.",
    "if no value": "What stands for an entry without value.",
    "cannot tell": "When the rules cannot tell.",
    "range of": "The group whose range over everything untold is told.",
    "headline": "The first of these that holds is the first sentence.",
    "remarks": "Each of these that holds follows it.",
    "number line": "The attributes that are marks on the line, its unit, and the group it spans.",
    "waterfall": "How a figure is built up.",
    "advice": "The lists of advice and their titles.",
}


def verdict(lexicon: Lexicon) -> Schema:
    """The form of the verdict."""
    parts: dict[str, Schema] = {
        "shows": described(_entries(), _SAYS["shows"]),
        "if no value": described(mapping(text()), _SAYS["if no value"]),
        "cannot tell": noted(CONDITION, _SAYS["cannot tell"]),
        "range of": choice(lexicon.groups, _SAYS["range of"]),
        "headline": described(several(saying()), _SAYS["headline"]),
        "remarks": described(several(saying()), _SAYS["remarks"]),
        "number line": described(_number_line(lexicon), _SAYS["number line"]),
        "waterfall": described(_waterfall(lexicon), _SAYS["waterfall"]),
        "advice": described(_titles(lexicon), _SAYS["advice"]),
    }
    return record(VERDICT_KEYS, parts, ("shows", "headline", "cannot tell"))


def saying() -> Schema:
    """A sentence and when it is said."""
    parts = {
        "when": noted(CONDITION, "When it is said; without it, always."),
        "say": noted(SENTENCE, "A sentence to the person; {attribute} stands for its value."),
    }
    return record(SAYING_KEYS, parts, ("say",))


def several(item: Schema) -> Schema:
    """A list of these, or a single one."""
    return any_of(list_of(item), item)


def _entries() -> Schema:
    """Attributes, or groups of attributes and conditions."""
    member = any_of(ref(NAME), ref(CONDITION))
    return mapping(any_of(ref(NAME), mapping(member)))


def _number_line(lexicon: Lexicon) -> Schema:
    """Its unit, its span, and marks under names of their own."""
    mark = noted(FIGURE, "A mark: its name, and the number attribute.")
    own = {
        "unit": text("What the numbers count."),
        "span": choice(lexicon.groups, "The group that is drawn as a band."),
    }
    known = keyed(own, {key: (key,) for key in own})
    return {**known, "additionalProperties": mark, **needing(("span",))}


def _waterfall(lexicon: Lexicon) -> Schema:
    stages = list_of(ref(FIGURE), least=2)
    evidence = [each for each in lexicon.numeric if isinstance(each.kind, Evidence)]
    parts = {
        "stages": described(stages, "From the first of these figures to the last."),
        "pulls": attributes(evidence, lexicon, "The evidence that moves the first figure."),
    }
    return record(WATERFALL_KEYS, parts, WATERFALL_KEYS)


def _titles(lexicon: Lexicon) -> Schema:
    lists = [each for each in lexicon.vocabulary if isinstance(each.kind, ListOf)]
    titles = {each.name: text(f"The title above the {each.name}.") for each in lists}
    return {**keyed(titles, {each.name: lexicon.names(each) for each in lists}), "minProperties": 1}

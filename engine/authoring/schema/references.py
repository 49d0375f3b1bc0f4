"""What stands elsewhere and is named here: attributes, rules, claims, and what is shared by all.

Whatever many places share is written once, under ``definitions``, and referred to.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...loader.citations import SOURCE_KEYS
from ...vocabulary import Attribute
from ...words import fold
from .forms import (
    NOT_TEXT,
    Schema,
    any_of,
    described,
    keyed,
    named,
    one_or_more,
    record,
    ref,
    text,
    words,
)
from .lexicon import Lexicon, about
from .spelling import spelled, whole
from .values import COMPARED, comparison, concluded, tested, told, word

CONDITION, SENTENCE, SOURCE, RULES = "condition", "sentence", "source", "rules"
NAME, FIGURE, ASKED = "attribute-name", "number-name", "asked-name"
_CLAIM, _RULE = "claim-id", "rule-id"


def shared(lexicon: Lexicon) -> dict[str, Schema]:
    """The definitions that any file may use, but for conditions."""
    return {
        COMPARED: comparison(lexicon),
        SENTENCE: _sentence(lexicon),
        SOURCE: _source(),
        _CLAIM: described(_claim(lexicon), title="claim"),
        RULES: one_or_more((ref(_RULE),)),
        _RULE: described(_rule(lexicon), title="rule"),
        NAME: _names(lexicon.vocabulary, lexicon),
        FIGURE: _names(lexicon.numeric, lexicon),
        ASKED: _names(lexicon.asked, lexicon),
        **{
            lexicon.numbered(what, each): described(make(each, lexicon), about(each), each.name)
            for what, make in (("word", word), ("test", tested), ("value", concluded))
            for each in lexicon.vocabulary
        },
        **{
            lexicon.numbered("answer", each): described(told(each, lexicon), about(each), each.name)
            for each in lexicon.asked
        },
    }


def attributes(chosen: Iterable[Attribute], lexicon: Lexicon, says: str = "") -> Schema:
    """The name of one of these attributes, under any of its names."""
    return described(_names(chosen, lexicon), says)


def by_attribute(
    chosen: Iterable[Attribute],
    lexicon: Lexicon,
    definition: str,
    more: dict[str, Schema] | None = None,
) -> dict[str, object]:
    """A mapping from attributes, under any of their names, to what a definition of each says.

    ``definition`` is ``test``, ``value`` or ``answer``; ``more`` are other keys.
    """
    listed = tuple(chosen)
    parts = {each.name: ref(lexicon.numbered(definition, each)) for each in listed}
    spellings = {each.name: lexicon.names(each) for each in listed}
    other = more or {}
    return keyed({**other, **parts}, {**{key: (key,) for key in other}, **spellings})


def _names(chosen: Iterable[Attribute], lexicon: Lexicon) -> Schema:
    listed = tuple(chosen)
    spellings = [fold(name) for each in listed for name in lexicon.names(each)]
    error = "Write the name of an attribute that fits here."
    return any_of(*words((each.name for each in listed), error, spellings))


def _sentence(lexicon: Lexicon) -> Schema:
    """A text for people, in which each name in braces is an attribute."""
    names = spelled(name for each in lexicon.vocabulary for name in lexicon.names(each))
    error = "Each name in {braces} must be an attribute."
    pattern = rf"[^{{}}]*(?:\{{(?:{names})\}}[^{{}}]*)*"
    first = {"type": "string", "pattern": whole(pattern), "errorMessage": error}
    return any_of(first, NOT_TEXT)


def _source() -> Schema:
    """Claims and conventions."""
    says = "Why we chose this. It marks what rests on it as a convention of our own."
    convention = described(record(SOURCE_KEYS, {"convention": text(says)}), says)
    return one_or_more((ref(_CLAIM), convention), least=1)


def _claim(lexicon: Lexicon) -> Schema:
    cited = {name: f"{claim.says} ({claim.hedge})" for name, claim in lexicon.claims.items()}
    error = "Cite a claim by its id, or write {convention: why we chose this}."
    return any_of(*named(cited, error))


def _rule(lexicon: Lexicon) -> Schema:
    """The name of a rule; any name, where not all could be read."""
    if lexicon.rules is None:
        return text()
    return any_of(*named(lexicon.rules, "There is no rule of this name."))

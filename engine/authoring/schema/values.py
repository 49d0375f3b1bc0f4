"""What may stand for the value of one attribute: told, concluded, or tested.

Each is a definition of its own; what an attribute holds, ``word``, is the part they share.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...loader.conditions import ALL_OF, COMPARISONS, SETTLED
from ...values import as_json, show_number
from ...vocabulary import Attribute, ListOf, Number, OneOf
from ...words import fold, join
from .forms import (
    A_NUMBER,
    Schema,
    any_of,
    fitting,
    list_of,
    meaning,
    named,
    number,
    offering,
    one_or_more,
    ref,
    words,
)
from .lexicon import Lexicon
from .spelling import EDGE, GAP, letters, spelled, whole

COMPARED = "compared"
FEW = 12  # so many words are told in a message

_NOT = rf"(?:{letters('not')}{GAP})"
_INCLUDES = rf"(?:{letters('includes')}{GAP})"
_UNTOLD, _NOTHING = ("unknown",), ("none", "unknown")
_SNIPPETS = [
    *({"label": f"{test} N", "body": f"{test} ${{1:N}}"} for test in COMPARISONS),
    {"label": "between A and B", "body": "between ${1:A} and ${2:B}"},
]


def word(attribute: Attribute, lexicon: Lexicon) -> Schema:
    """One value of an attribute that holds words or a number."""
    found = _one(attribute, lexicon)
    return any_of(*found) if len(found) > 1 else found[0]


def told(attribute: Attribute, lexicon: Lexicon) -> Schema:
    """What a person may tell of an asked attribute; ``unknown`` takes it back."""
    own, error = ref(lexicon.numbered("word", attribute)), _error(attribute)
    if isinstance(attribute.kind, ListOf):
        nothing = (*fitting(spelled(_NOTHING), error), {"title": "nothing", **offering(_NOTHING)})
        single = {**list_of(any_of(*nothing)), "title": "nothing", "maxItems": 1}
        return any_of(own, *nothing, list_of(own), single)
    untold = (*fitting(spelled(_UNTOLD), error), {"title": "unknown", **offering(_UNTOLD)})
    return any_of(own, *untold, {**list_of(any_of(own, *untold), least=1), "maxItems": 1})


def concluded(attribute: Attribute, lexicon: Lexicon) -> Schema:
    """What a rule may conclude of a derived attribute."""
    own, scale = ref(lexicon.numbered("word", attribute)), lexicon.scale_of(attribute)
    if scale is not None:
        pulling = [each.word for each in scale.words if each.steps]
        pattern = f"{EDGE}{_NOT}?(?:{spelled(pulling)})"
        offered = (*pulling, *(f"not {each}" for each in pulling))
        error = f"Write {join(pulling, 'or')}."
        return any_of(*fitting(pattern, error, pulling), offering(offered))
    if isinstance(attribute.kind, ListOf):
        none = (*fitting(spelled(("none",)), _error(attribute)), offering(("none",)))
        return any_of(*_one(attribute, lexicon), *none, list_of(own))
    return word(attribute, lexicon)


def tested(attribute: Attribute, lexicon: Lexicon) -> Schema:
    """What may be asked of an attribute in a condition; lists of tests nest."""
    own = ref(lexicon.numbered("test", attribute))
    single = _of_number if attribute.numeric else _of_words
    nested = list_of(own, least=1)
    return any_of(*single(attribute, lexicon), nested)


def comparison(lexicon: Lexicon) -> Schema:
    """A number or a number attribute compared, as text."""
    numbers = (name for each in lexicon.numeric for name in lexicon.names(each))
    operand = f"(?:{A_NUMBER}|{spelled(numbers)})"
    tests = "|".join(letters(test) for test in COMPARISONS)
    between = f"{letters('between')} {operand} {letters('and')} {operand}"
    pattern = rf"\s*{_NOT}*(?:(?:(?:{tests}) )?{operand}|{between})\s*"
    error = 'Write a number, or "at least N", "more than N", "at most N", "fewer than N"'
    return fitting(pattern, f'{error} or "between A and B".')[0]


def _of_words(attribute: Attribute, lexicon: Lexicon) -> tuple[Schema, ...]:
    spellings = (*_spellings(attribute), *SETTLED)
    words_so, several = spelled(spellings), isinstance(attribute.kind, ListOf)
    before = f"(?:{_NOT}|{_INCLUDES})*" if several else f"{_NOT}*"
    pattern = f"{EDGE}{before}(?:{words_so})"
    if several:
        pattern = rf"{pattern}|{EDGE}{before}{letters(ALL_OF)}:?\s*\[[^\[\]]+\]"
    fits = fitting(pattern, _error(attribute), spellings)
    texts, values = lexicon.advice.get(attribute.name), _values(attribute)
    if texts is not None:
        return (*fits, *meaning(texts), offering(SETTLED), _all_of(attribute, lexicon))
    denied = () if several else tuple(f"not {value}" for value in values)
    offered = {"title": "values", **offering((*values, *denied, *SETTLED))}
    return (*fits, offered, *((_all_of(attribute, lexicon),) if several else ()))


def _of_number(attribute: Attribute, lexicon: Lexicon) -> tuple[Schema, ...]:
    scale = lexicon.scale_of(attribute)
    own = tuple(each.word for each in scale.words) if scale is not None else ()
    pattern = f"{EDGE}{_NOT}*(?:{spelled((*own, *SETTLED))})"
    known = (*fitting(pattern, "", own), offering((*own, *SETTLED)))
    return ref(COMPARED), {"type": "number", "defaultSnippets": _SNIPPETS}, *known


def _one(attribute: Attribute, lexicon: Lexicon) -> tuple[Schema, ...]:
    error, texts = _error(attribute), lexicon.advice.get(attribute.name)
    if isinstance(attribute.kind, Number):
        low, high = as_json(attribute.kind.low), as_json(attribute.kind.high)
        plain = number(error=error, whole_ones=attribute.kind.whole)
        return ({**plain, "minimum": low, "maximum": high},)
    if texts is not None:
        return named(texts, error)
    return words(_values(attribute), error, _spellings(attribute))


def _all_of(attribute: Attribute, lexicon: Lexicon) -> Schema:
    """A list attribute that holds several words at once."""
    listed = one_or_more((ref(lexicon.numbered("test", attribute)),))
    return {
        "type": "object",
        "properties": {ALL_OF: listed},
        "patternProperties": {whole(spelled((ALL_OF,))): listed},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _values(attribute: Attribute) -> tuple[str, ...]:
    return attribute.kind.values if isinstance(attribute.kind, OneOf | ListOf) else ()


def _spellings(attribute: Attribute) -> tuple[str, ...]:
    kind = attribute.kind
    readings: Mapping[str, str] = kind.readings if isinstance(kind, OneOf | ListOf) else {}
    return tuple(dict.fromkeys((*map(fold, _values(attribute)), *readings)))


def _error(attribute: Attribute) -> str:
    """What an editor says of a value that is none."""
    if isinstance(attribute.kind, Number):
        low, high = show_number(attribute.kind.low), show_number(attribute.kind.high)
        return f'"{attribute.name}" is a number from {low} to {high}.'
    listed = _values(attribute)
    if 0 < len(listed) <= FEW:
        return f'"{attribute.name}" may be {join(listed, "or")}.'
    return f'This is no value of "{attribute.name}".'

"""A file of rules: rules by their names, tables, and the examples that stand in them."""

from __future__ import annotations

from ...loader.assemble import RULE_FILE
from ...loader.records import ROW_KEYS
from ...loader.rules import RULE_KEYS, SHOW, TABLE_KEYS
from ...vocabulary import Attribute
from .cases import EXAMPLE
from .conditions import conclusions
from .forms import (
    Schema,
    any_of,
    choice,
    described,
    lacking,
    list_of,
    needing,
    noted,
    quarters,
    record,
    ref,
    text,
    texts,
    words,
)
from .lexicon import Lexicon
from .references import CONDITION, RULES, SENTENCE, SOURCE, attributes, by_attribute
from .spelling import EDGE, GAP, letters, spelled, whole

RULE, TABLE, ROW, CONCLUSIONS = "rule", "table", "row", "conclusions"
OWED = ("because", "source")  # without them a rule is a draft
_DATE = r"^\s*[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\s*$"

_SAYS = {
    "factor": "What the rule is about. Evidence within one factor counts once.",
    "when": "The conditions, one a line; all of them must hold. Or: always.",
    "unless": "The exception, written as `when` is. Where it holds, the rule says nothing.",
    "then": "What the rule concludes: a line for each attribute.",
    "overrides": "The rules that are set aside where this one fires.",
    "strength": "How firmly it pulls, 0 to 1 in quarters. Without it, as firmly as its claims.",
    "because": "The reason, one sentence to the person; {attribute} stands for its value.",
    "source": "On whose word: claims by their ids, or {convention: why we chose this}.",
    "review by": "When somebody should look at it again: 2030-01, or a day.",
    "tags": "Your own labels.",
    "show": "Whether it is part of the short reasoning.",
    "examples": "Cases that stand beside the rule: what is given, and what to expect.",
    "decides": "The attribute that every row of the table decides.",
    "first match": "Yes: the first row that fits decides. No: at most one row may fit.",
    "rows": "A rule a row: conditions, and `then`.",
    "id": "The name of the rule that the row is.",
}


def rules_file(_: Lexicon) -> Schema:
    """The whole file."""
    rules = {
        "type": "object",
        "patternProperties": {f"^{EDGE}{letters('table')}{GAP}": ref(TABLE)},
        "additionalProperties": ref(RULE),
        "minProperties": 1,
        "description": 'Rules by their names; "table ..." begins a table.',
    }
    says = "What these rules are about, unless a rule names another factor."
    return record(RULE_FILE, {"factor": text(says), "rules": rules}, ("rules",))


def rule_definitions(lexicon: Lexicon) -> dict[str, Schema]:
    """What a rule, a table and a row are."""
    return {
        CONCLUSIONS: described(conclusions(lexicon), _SAYS["then"], "then"),
        RULE: described(_rule(lexicon), "A rule: when this is so, then say that."),
        TABLE: described(_table(lexicon), "A table: a rule a row, all deciding one attribute."),
        ROW: _row(lexicon),
    }


def _rule(lexicon: Lexicon) -> Schema:
    parts = {**_common(lexicon), "when": noted(CONDITION, _SAYS["when"]), "then": ref(CONCLUSIONS)}
    parts |= {
        "factor": text(_SAYS["factor"]),
        "review by": described(_date(), _SAYS["review by"]),
    }
    return record(RULE_KEYS, parts, ("when", "then", *OWED))


def _table(lexicon: Lexicon) -> Schema:
    common = _common(lexicon)
    parts = {key: common[key] for key in ("because", "source", "tags", "show")}
    parts |= {
        "decides": attributes(lexicon.concludable, lexicon, _SAYS["decides"]),
        "first match": choice(("yes", "no"), _SAYS["first match"]),
        "factor": text(_SAYS["factor"]),
        "rows": described(list_of(ref(ROW), least=1), _SAYS["rows"]),
    }
    conditional = [*map(_owed, OWED), *(_decided(each, lexicon) for each in lexicon.concludable)]
    return {**record(TABLE_KEYS, parts, ("decides", "rows")), "allOf": conditional}


def _row(lexicon: Lexicon) -> Schema:
    """One row; what it may conclude depends on what its table decides."""
    parts = {**_common(lexicon), "id": text(_SAYS["id"]), "then": described({}, _SAYS["then"])}
    own = {key: parts[key] for key in ROW_KEYS}
    return {**by_attribute(lexicon.vocabulary, lexicon, "test", own), **needing(("then",))}


def _common(lexicon: Lexicon) -> dict[str, Schema]:
    """What rules and rows have in common."""
    return {
        "unless": noted(CONDITION, _SAYS["unless"]),
        "overrides": noted(RULES, _SAYS["overrides"]),
        "strength": described(_strength(lexicon), _SAYS["strength"]),
        "because": noted(SENTENCE, _SAYS["because"]),
        "source": noted(SOURCE, _SAYS["source"]),
        "tags": texts(_SAYS["tags"]),
        "show": choice(SHOW, _SAYS["show"]),
        "examples": described(list_of(ref(EXAMPLE), least=1), _SAYS["examples"]),
    }


def _strength(lexicon: Lexicon) -> Schema:
    """A quarter, or the word for one."""
    return any_of(*quarters(), *words(lexicon.strengths, ""))


def _date() -> Schema:
    return {"type": "string", "pattern": _DATE, "errorMessage": "Write 2030-01."}


def _owed(key: str) -> Schema:
    """What a table does not say must be said by each row."""
    rows = {"properties": {"rows": {"items": needing((key,))}}}
    return {"if": lacking(key), "then": rows}


def _decided(attribute: Attribute, lexicon: Lexicon) -> Schema:
    """What a row concludes where its table decides this attribute."""
    names = whole(spelled(lexicon.names(attribute)))
    decides = {
        "properties": {"decides": {"type": "string", "pattern": names}},
        "required": ["decides"],
    }
    value = ref(lexicon.numbered("value", attribute))
    then = any_of(value, ref(CONCLUSIONS))
    rows = {"properties": {"rows": {"items": {"properties": {"then": then}}}}}
    return {"if": decides, "then": rows}

"""What an author gets wrong is marked where it stands; what only looks odd is not."""

from __future__ import annotations

import pytest

RULE = {
    "when": "{starter: clicks}",
    "then": "{cause: battery}",
    "because": "So it is.",
    "source": "H01",
}


def rule(**other: str | None) -> str:
    keys = {**RULE, **{key.replace("_", " "): value for key, value in other.items()}}
    lines = "".join(f"    {key}: {value}\n" for key, value in keys.items() if value is not None)
    return f"rules:\n  one:\n{lines}"


SLIPS_OF_A_RULE = {
    "misspelt attribute": ({"when": "{startr: clicks}"}, "rules/one/when"),
    "unknown value": ({"when": "{starter: clack}"}, "rules/one/when/starter"),
    "unknown value of a list": ({"when": "{signs: [dim lights, smoke]}"}, "rules/one/when/signs/1"),
    "unknown value after not": ({"when": "{starter: not clack}"}, "rules/one/when/starter"),
    "sign for a word": ({"when": '{battery age: "> 5"}'}, "rules/one/when/battery age"),
    "compared with no number": (
        {"when": "{battery age: at least starter}"},
        "rules/one/when/battery age",
    ),
    "list of conditions": ({"when": "[{starter: clicks}]"}, "rules/one/when"),
    "empty combination": ({"when": "{any: []}"}, "rules/one/when/any"),
    "slip in a combination": (
        {"when": "{none: [{starter: clack}]}"},
        "rules/one/when/none/0/starter",
    ),
    "nothing said": ({"when": ""}, "rules/one/when"),
    "unknown key": ({"overides": "starter-stuck"}, "rules/one"),
    "unknown rule": ({"overrides": "starter-stucked"}, "rules/one/overrides"),
    "one unknown rule": ({"overrides": "[starter-stuck, nope]"}, "rules/one/overrides/1"),
    "unknown claim": ({"source": "H99"}, "rules/one/source"),
    "misspelt convention": ({"source": "{conventon: ours}"}, "rules/one/source"),
    "no reason": ({"because": None}, "rules/one"),
    "no source": ({"source": None}, "rules/one"),
    "no conclusion": ({"then": None}, "rules/one"),
    "no condition": ({"when": None}, "rules/one"),
    "unknown name in braces": ({"because": '"The {startr} says so."'}, "rules/one/because"),
    "concludes what is asked": ({"then": "{starter: clicks}"}, "rules/one/then"),
    "concludes what is computed": ({"then": "{charge likely: 5}"}, "rules/one/then"),
    "concludes a list": ({"then": "{cause: [battery, fuel]}"}, "rules/one/then/cause"),
    "unknown conclusion": ({"then": "{cause: batery}"}, "rules/one/then/cause"),
    "evidence without steps": ({"then": "{battery doubt: open}"}, "rules/one/then/battery doubt"),
    "no quarter": ({"strength": "0.3"}, "rules/one/strength"),
    "no date": ({"review_by": "soon"}, "rules/one/review by"),
    "unknown way to show": ({"show": "never"}, "rules/one/show"),
    "example without facts": ({"examples": "[{expect: {cause: fuel}}]"}, "rules/one/examples/0"),
}


@pytest.mark.parametrize("name", SLIPS_OF_A_RULE)
def test_a_slip_in_a_rule_is_marked_where_it_stands(faults, name) -> None:
    other, place = SLIPS_OF_A_RULE[name]

    assert faults.problems("rules", rule(**other)) == [place]


FINE = {
    "as it stands": {},
    "other spellings": {"when": "{Starter_Motor: NO SOUND, battery-age: at least 5}"},
    "synonym": {"when": "{when the key is turned: Dead}"},
    "any of": {"when": "{starter: [silent, not clicks, unknown]}"},
    "numbers": {"when": "{battery age: [3, at most 2, not 5, between 7 and 9, '1,000', 50%]}"},
    "numbers compared": {"when": "{battery voltage: fewer than Voltage_Needed}"},
    "all of": {"when": "{signs: {includes all of: [dim lights, not burning smell]}}"},
    "combined": {"when": "{all: [{any: [{starter: clicks}, {in park: no}]}, {starter: known}]}"},
    "yes and no": {"when": "{in park: yes, lights on: NO, safe to try again: not true}"},
    "evidence": {"when": "{battery doubt: [almost certain, at least 0.5, none]}"},
    "against": {"then": "{battery doubt: not likely}", "strength": "states"},
    "quarter": {"then": "{battery doubt: likely}", "strength": "0.50"},
    "always": {"when": "Always"},
    "advice": {"then": "{checks: [charge_it, jump leads]}"},
    "number as a reason": {"because": "42"},
    "several sources": {"source": "[h01, {Convention: ours}]"},
    "keys in capitals": {"Show": "On Request", "review_by": "2030-01-31"},
}


@pytest.mark.parametrize("name", FINE)
def test_what_a_rule_may_say_is_not_marked(faults, name) -> None:
    assert faults.problems("rules", rule(**FINE[name])) == []


def test_keys_may_be_spelled_otherwise_and_are_required_all_the_same(faults) -> None:
    text = rule().replace("because", "Because")

    assert faults.problems("rules", text) == []
    assert faults.problems("rules", text.replace("source: H01", "tags: x")) == ["rules/one"]


TABLE = """
rules:
  Table causes:
    decides: {decides}
    {because}
    source: H01
    rows:
      - {{id: a, starter: {starter}, then: {then}}}
      - {{battery age: at least 5, then: {{cause: fuel, safe to try again: yes}}, because: So.}}
"""


@pytest.mark.parametrize(
    ("slip", "places"),
    [
        ({}, []),
        ({"then": "fule"}, ["rules/Table causes/rows/0/then"]),
        ({"then": "{cause: fule}"}, ["rules/Table causes/rows/0/then/cause"]),
        ({"starter": "clack"}, ["rules/Table causes/rows/0/starter"]),
        ({"decides": "causes"}, ["rules/Table causes/decides"]),
        ({"because": "tags: x"}, ["rules/Table causes/rows/0"]),
    ],
)
def test_a_row_is_held_against_what_its_table_decides(faults, slip, places) -> None:
    plain = {"decides": "cause", "because": "because: x", "starter": "clicks", "then": "fuel"}

    assert faults.problems("rules", TABLE.format(**{**plain, **slip})) == places


SLIPS_OF_OTHERS = [
    ("profile", "starter: clicks\nsigns: none\nbattery age: 4\nin park: unknown\n", []),
    ("profile", "starter: [clicks]\nsigns: [dim lights, corrosion]\nbattery age: 4.5\n", []),
    ("profile", "startr: clicks\n", [""]),
    ("profile", "cause: fuel\n", [""]),
    ("profile", "starter: clack\n", ["starter"]),
    ("profile", "starter: [clicks, silent]\n", ["starter"]),
    ("profile", "signs: [dim lights, none]\n", ["signs/1"]),
    ("profile", "battery age: old\n", ["battery age"]),
    ("profile", "battery age: at least 4\n", ["battery age"]),
    ("cases", "tests:\n- {name: a, given: {}, expect: {cause: no advice, clashes: none}}\n", []),
    ("cases", "tests:\n- {name: a, given: {fuel: empty}, expect: {cause: {not: fuel}}}\n", []),
    ("cases", "tests:\n- {name: a, to do: later}\n", []),
    ("cases", "tests:\n- {given: {}}\n", ["tests/0"]),
    ("cases", "tests:\n- {name: a}\n", ["tests/0"]),
    ("cases", "tests:\n- {name: a, given: {}, expects: {}}\n", ["tests/0"]),
    ("cases", "tests:\n- {name: a, given: {cause: fuel}}\n", ["tests/0/given"]),
    ("cases", "tests:\n- {name: a, given: {}, expect: {causes: fuel}}\n", ["tests/0/expect"]),
    (
        "cases",
        "tests:\n- {name: a, given: {}, expect: {because of: nope}}\n",
        ["tests/0/expect/because of"],
    ),
    ("cases", "tests:\n- {name: a, given: {}, basis: book}\n", ["tests/0/basis"]),
    ("cases", "test: []\n", ["", ""]),
    ("knowledge", "attributes:\n  mood: {one of: [good, bad], ask: How, can change: no}\n", []),
    ("knowledge", "attributes:\n  mood: {ask: How}\n", ["attributes/mood"]),
    (
        "knowledge",
        "attributes:\n  mood: {one of: [good, bad], number: 0 to 5}\n",
        ["attributes/mood"],
    ),
    (
        "knowledge",
        "attributes:\n  mood: {number: 0 to 5, whole: maybe}\n",
        ["attributes/mood/whole"],
    ),
    ("knowledge", "attributes:\n  mood: {number: five}\n", ["attributes/mood/number"]),
    ("knowledge", "attributes:\n  mood: {number: 0 to 5, aks: How}\n", ["attributes/mood"]),
    ("knowledge", "attributes:\n  mood: {evidence: gloom}\n", ["attributes/mood/evidence"]),
    ("knowledge", "claims: {A1: {says: x, hedge: maybe}}\n", ["claims/A1/hedge"]),
    ("knowledge", "claims: {A1: {says: x}}\n", ["claims/A1"]),
    (
        "knowledge",
        "advice: {checks: {a: {say: Look., after: [nope]}}}\n",
        ["advice/checks/a/after/0"],
    ),
    ("knowledge", "verdict: {shows: {a: cause}, headline: [{say: x}]}\n", ["verdict"]),
    (
        "knowledge",
        "properties: {p: {never: {cause: fuel}, always: {cause: fuel}, because: x, source: H01}}\n",
        ["properties/p", "properties/p"],
    ),
    (
        "knowledge",
        "properties: {p: {more: battery age, because: x, source: H01}}\n",
        ["properties/p"],
    ),
    ("knowledge", "atributes: {}\n", [""]),
]


@pytest.mark.parametrize(("kind", "text", "places"), SLIPS_OF_OTHERS)
def test_a_slip_elsewhere_is_marked_too(faults, kind, text, places) -> None:
    assert faults.problems(kind, text) == sorted(set(places))


def test_a_number_out_of_range_is_marked_where_readers_see_a_number(faults) -> None:
    assert faults.problems("profile", "battery age: 21\n") == ["battery age"]

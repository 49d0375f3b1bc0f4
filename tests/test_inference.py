"""The meaning of inference: overriding, provisos, closing, clashes, evidence, tables, sources."""

# ruff: noqa: E501 - rules and messages stand in one line, as their authors see them

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.sources import Origin
from engine.strata import Program, stratify
from engine.values import Net
from tests.knowledge import animals, base, believe, derived, fired, provided


def set_aside(run):
    rules = run.program.rules
    return [(rules[number].id, rules[by].id) for number, by in run.set_aside()]


def clashes(run):
    return [
        (clash.attribute, [(value, [rule.id for rule in rules]) for value, rules in clash.sides])
        for clash in run.clashes
    ]


# ------------------------------------------------------------------------------ overriding

CHAIN = """
    a: {when: {tame: yes}, then: {handling: free}, overrides: b}
    b: {when: {flies: yes}, then: {handling: careful}, overrides: c}
    c: {when: {covering: fur}, then: {handling: expert}}
    """


@pytest.mark.parametrize(
    ("told", "handling", "aside"),
    [
        (["covering=fur"], "expert", []),
        (["covering=fur", "flies=yes"], "careful", [("c", "b")]),
        (["covering=fur", "flies=yes", "tame=no"], "careful", [("c", "b")]),
        (["flies=yes", "tame=yes", "covering=scales"], "free", [("b", "a")]),
        (["covering=fur", "tame=yes", "flies=no"], "clash", []),
    ],
)
def test_a_rule_is_set_aside_by_one_that_fired_and_stands(tmp_path, told, handling, aside):
    run = believe(animals(tmp_path, CHAIN), *told)
    found = "clash" if run.clashes else derived(run, "handling")["handling"]

    assert (found, set_aside(run)) == (handling, aside)


def test_an_overridden_rule_comes_back_when_its_overrider_is_undone(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, then: {call: bark}, overrides: b}
        b: {when: {flies: yes}, then: {call: song}, overrides: c}
        c: {when: {covering: fur}, then: {handling: expert}}
        """,
    )
    run = believe(program, "covering=fur", "flies=yes", "tame=yes")

    assert fired(run) == ["a", "b", "c"]
    assert (derived(run, "call", "handling"), set_aside(run)) == (
        {"call": "bark", "handling": "expert"},
        [("b", "a")],
    )


def test_only_a_rule_whose_own_conditions_held_is_set_aside(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, then: {handling: free}, overrides: b}
        b: {when: {covering: scales}, then: {handling: expert}}
        """,
    )
    run = believe(program, "tame=yes", "covering=fur")

    assert (fired(run), set_aside(run)) == (["a"], [])


def test_every_conclusion_of_a_rule_is_set_aside_with_it(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, then: {call: song}, overrides: b}
        b: {when: {covering: fur}, then: {handling: expert, danger: risky, roles: guard, helpings: 3}}
        """,
    )
    run = believe(program, "tame=yes", "covering=fur")

    assert derived(run, "call", "handling", "danger", "roles", "helpings") == {
        "call": "song", "handling": "none", "danger": "average (0)", "roles": "none",
        "helpings": "none",
    }  # fmt: skip
    assert run.pulls == {"danger": ()}


def test_an_overrider_of_a_later_stratum_is_waited_for(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, then: {handling: free}}
        b: {when: {covering: scales}, then: {danger: risky}}
        c: {when: {danger: risky}, then: {call: hiss}, overrides: a}
        d: {when: {handling: none}, then: {roles: guard}}
        """,
    )
    run = believe(program, "tame=yes", "covering=scales")

    assert derived(run, "handling", "call", "roles") == {
        "handling": "none", "call": "hiss", "roles": "guard",
    }  # fmt: skip
    assert set_aside(run) == [("a", "c")]


def test_two_overriders_are_both_named(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, then: {call: song}, overrides: c}
        b: {when: {flies: yes}, then: {call: song}, overrides: c}
        c: {when: always, then: {call: bark}}
        """,
    )
    run = believe(program, "tame=yes", "flies=yes")

    assert set_aside(run) == [("c", "a"), ("c", "b")]


# ------------------------------------------------------------------------------ provisos


def test_a_rule_fires_where_its_unless_is_false_and_is_silent_where_it_is_true(tmp_path):
    program = animals(tmp_path, "a: {when: {tame: yes}, unless: {flies: yes}, then: {call: song}}")
    said = {
        told: (derived(run, "call")["call"], provided(run))
        for told in ("flies=no", "flies=yes", "flies=unknown")
        for run in [believe(program, "tame=yes", told)]
    }

    assert said == {
        "flies=no": ("song", {}),
        "flies=yes": ("none", {}),
        "flies=unknown": ("song", {"call": ["a"]}),
    }


TRAVEL = """
    a-open: {when: {tame: yes}, unless: {flies: yes}, then: {group: mammal, helpings: 2, danger: risky},
             strength: 1}
    b-reads: {when: {group: mammal}, then: {call: bark}}
    c-plain: {when: {covering: fur}, then: {roles: pet}}
    d-none: {when: {group: none}, then: {handling: expert}}
    """


def test_a_proviso_travels_to_all_that_is_derived_and_to_nothing_else(tmp_path):
    run = believe(animals(tmp_path, TRAVEL), "tame=yes", "covering=fur", "weight=10")

    assert derived(run, "call", "roles", "handling", "ration", "cage", "danger") == {
        "call": "bark", "roles": "pet", "handling": "none", "ration": "3", "cage": "30",
        "danger": "risky (+1)",
    }  # fmt: skip
    assert provided(run) == {
        name: ["a-open"]
        for name in ("group", "call", "handling", "ration", "cage", "danger", "helpings")
    }


def test_a_rule_that_did_not_fire_for_certain_gives_no_proviso(tmp_path):
    run = believe(animals(tmp_path, TRAVEL), "tame=no", "covering=fur", "weight=10")

    assert (derived(run, "handling"), provided(run)) == ({"handling": "expert"}, {})


def test_an_unless_that_is_certain_gives_no_proviso(tmp_path):
    run = believe(animals(tmp_path, TRAVEL), "tame=yes", "flies=no", "weight=10")

    assert provided(run) == {}


@pytest.mark.parametrize(
    "reader",
    [
        "b: {when: {call: not bark}, then: {roles: pet}}",
        "b: {when: {none: [{call: bark}]}, then: {roles: pet}}",
        "b: {when: {tame: yes}, unless: {call: bark}, then: {roles: pet}}",
        "b: {when: {call: [song, hiss]}, then: {roles: pet}}",
    ],
)
def test_a_proviso_travels_through_negation(tmp_path, reader):
    opened = "a: {when: {covering: fur}, unless: {flies: yes}, then: {call: song}}\n"
    run = believe(animals(tmp_path, opened + reader), "covering=fur", "tame=yes")

    assert (derived(run, "roles"), provided(run)) == (
        {"roles": "pet"},
        {"call": ["a"], "roles": ["a"]},
    )


def test_a_proviso_travels_through_what_settled_as_none(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: fur}, unless: {flies: yes}, then: {call: song}}
        b: {when: {call: bark}, then: {group: mammal}}
        c: {when: {group: none}, then: {handling: free}}
        """,
    )
    run = believe(program, "covering=fur")

    assert derived(run, "group", "handling") == {"group": "none", "handling": "free"}
    assert provided(run) == {"call": ["a"], "group": ["a"], "handling": ["a"], "cage": ["a"]}


def test_a_proviso_is_not_told_of_parts_that_were_not_needed(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: fur}, unless: {flies: yes}, then: {call: song}}
        b: {when: {any: [{call: bark}, {tame: yes}]}, then: {roles: pet}}
        c: {when: {call: bark, tame: no}, then: {handling: free}}
        """,
    )
    run = believe(program, "covering=fur", "tame=yes")

    assert derived(run, "roles", "handling") == {"roles": "pet", "handling": "none"}
    assert provided(run)["call"] == ["a"]
    assert "roles" not in provided(run)


def test_one_certain_reason_of_several_is_enough(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: fur}, unless: {flies: yes}, then: {call: song}}
        b: {when: {any: [{call: song}, {tame: yes}]}, then: {roles: pet}}
        """,
    )

    assert "roles" not in provided(believe(program, "covering=fur", "tame=yes"))
    assert provided(believe(program, "covering=fur", "tame=no"))["roles"] == ["a"]


def test_what_a_certain_rule_sets_aside_does_not_rest_on_a_second_one(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, unless: {flies: yes}, then: {roles: pet}, overrides: c}
        b: {when: {habitats: land}, then: {roles: pet}, overrides: c}
        c: {when: {covering: fur}, then: {handling: expert}}
        """,
    )
    run = believe(program, "tame=yes", "habitats=land", "covering=fur")

    assert set_aside(run) == [("c", "a"), ("c", "b")]
    assert "handling" not in provided(run)


def test_a_rule_whose_when_is_false_for_certain_rests_on_no_unless(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: fur}, unless: {flies: yes}, then: {call: song}}
        b: {when: {tame: no}, unless: {call: bark}, then: {handling: free}}
        """,
    )
    run = believe(program, "covering=fur", "tame=yes")

    assert (derived(run, "handling"), provided(run)) == ({"handling": "none"}, {"call": ["a"]})


OVERRIDDEN = """
    a: {when: {tame: yes}, unless: {flies: yes}, then: {call: song}, overrides: b}
    b: {when: {covering: fur}, then: {handling: expert}}
    c: {when: {covering: fur}, then: {handling: careful}, overrides: d}
    d: {when: {habitats: land}, then: {roles: guard}}
    """


def test_a_proviso_travels_through_overriding(tmp_path):
    run = believe(animals(tmp_path, OVERRIDDEN), "tame=yes", "covering=fur")

    assert (derived(run, "handling"), set_aside(run)) == ({"handling": "careful"}, [("b", "a")])
    assert provided(run) == {"call": ["a"], "handling": ["a"]}


def test_an_overrider_that_stayed_silent_for_certain_gives_no_proviso(tmp_path):
    run = believe(animals(tmp_path, OVERRIDDEN), "tame=no", "covering=scales", "habitats=land")

    assert (derived(run, "roles"), provided(run)) == ({"roles": "guard"}, {})


def test_provisos_add_up_along_the_way(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, unless: {flies: yes}, then: {call: song}}
        b: {when: {call: song}, unless: {legs: at least 6}, then: {group: bird}}
        """,
    )
    run = believe(program, "tame=yes")

    assert provided(run) == {"call": ["a"], "group": ["a", "b"], "cage": ["a", "b"]}


# ------------------------------------------------------------------------------ closing

CLOSING = """
    a: {when: {tame: yes}, then: {call: song, roles: pet, helpings: 1}}
    b: {when: {legs: at least 4}, then: {call: song, roles: cattle, helpings: 1}}
    c: {when: {call: none}, then: {group: bird}}
    d: {when: {call: not bark}, then: {handling: free}}
    """


@pytest.mark.parametrize(
    ("told", "call", "roles", "helpings", "group", "handling"),
    [
        ([], "not known", "not known", "not known", "not known", "not known"),
        (["tame=no"], "not known", "not known", "not known", "not known", "not known"),
        (["tame=no", "legs=2"], "none", "none", "none", "bird", "free"),
        (["tame=yes"], "song", "pet", "1", "none", "free"),
        (["tame=yes", "legs=4"], "song", "pet, cattle", "1", "none", "free"),
    ],
)
def test_what_nobody_concludes_is_none_or_unknown(
    tmp_path, told, call, roles, helpings, group, handling
):
    found = derived(
        believe(animals(tmp_path, CLOSING), *told), "call", "roles", "helpings", "group", "handling"
    )

    assert list(found.values()) == [call, roles, helpings, group, handling]


def test_a_rule_that_its_unless_stops_is_as_good_as_false(tmp_path):
    program = animals(tmp_path, "a: {when: {legs: 4}, unless: {tame: yes}, then: {call: song}}")
    found = [
        derived(believe(program, *told), "call")["call"]
        for told in (["tame=yes"], ["tame=no"], ["legs=2"])
    ]

    assert found == ["none", "not known", "none"]


def test_an_attribute_that_no_rule_concludes_is_none(tmp_path):
    run = believe(animals(tmp_path, "a: {when: {tame: yes}, then: {call: song}}"))

    assert derived(run, "group", "roles", "helpings", "danger", "call") == {
        "group": "none", "roles": "none", "helpings": "none", "danger": "average (0)",
        "call": "not known",
    }  # fmt: skip


def test_a_rule_that_concludes_in_several_strata_fires_once(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: feathers}, then: {group: bird, handling: free, danger: calm}, strength: 1}
        b: {when: {group: bird}, then: {handling: free, danger: harmless}, factor: b, strength: 1}
        """,
    )
    run = believe(program, "covering=feathers")

    assert fired(run) == ["a", "b"]
    assert run.concluded == {"group": [0], "handling": [0, 1], "danger": [0, 1]}
    assert derived(run, "handling", "danger") == {"handling": "free", "danger": "harmless (-2)"}


# ------------------------------------------------------------------------------ clashes


def test_a_clash_is_reported_with_both_sides_and_read_as_unknown(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, then: {handling: free, helpings: 2}}
        b: {when: {flies: yes}, then: {handling: careful, helpings: 3}}
        c: {when: {legs: 2}, then: {handling: free}}
        d: {when: {handling: unknown}, then: {call: hiss}}
        e: {when: {handling: free}, then: {roles: pet}}
        """,
    )
    run = believe(program, "tame=yes", "flies=yes", "legs=2", "weight=10")

    assert clashes(run) == [
        ("handling", [("free", ["a", "c"]), ("careful", ["b"])]),
        ("helpings", [(Decimal(2), ["a"]), (Decimal(3), ["b"])]),
    ]
    assert derived(run, "handling", "helpings", "call", "roles", "ration") == {
        "handling": "not known", "helpings": "not known", "call": "hiss", "roles": "not known",
        "ration": "1",
    }  # fmt: skip


def test_lists_and_evidence_never_clash(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: always, then: {roles: guard, danger: risky}, strength: 1, factor: a}
        b: {when: always, then: {roles: [pet, cattle], danger: calm}, strength: 1, factor: b}
        """,
    )
    run = believe(program)

    assert (derived(run, "roles", "danger"), clashes(run)) == (
        {"roles": "pet, cattle, guard", "danger": "average (0)"},
        [],
    )


def test_a_side_that_is_set_aside_makes_no_clash(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {tame: yes}, then: {handling: free}, overrides: b}
        b: {when: {flies: yes}, then: {handling: careful}}
        """,
    )
    run = believe(program, "tame=yes", "flies=yes")

    assert (derived(run, "handling"), clashes(run)) == ({"handling": "free"}, [])


# ------------------------------------------------------------------------------ evidence


def pulls(run):
    return [
        (pull.rule.id, pull.word, str(pull.steps), str(pull.weight), pull.counted)
        for pull in run.pulls["danger"]
    ]


def test_within_a_factor_the_strongest_each_way_counts_once(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: always, then: {danger: risky}, factor: looks, strength: 0.25}
        b: {when: always, then: {danger: deadly}, factor: looks, strength: 0.25}
        c: {when: always, then: {danger: calm}, factor: looks, strength: 1}
        d: {when: always, then: {danger: harmless}, factor: looks, strength: 0.25}
        e: {when: always, then: {danger: risky}, factor: size, strength: 0.75}
        f: {when: always, then: {danger: risky}, factor: none, strength: 0}
        """,
    )
    run = believe(program)

    assert pulls(run) == [
        ("a", "risky", "1", "0.25", False),
        ("b", "deadly", "2", "0.50", True),
        ("c", "calm", "-1", "-1", True),
        ("d", "harmless", "-2", "-0.50", False),
        ("e", "risky", "1", "0.75", True),
        ("f", "risky", "1", "0", False),
    ]
    assert run.memory["danger"] == Net(Decimal("0.25"), "average", 3)


def test_of_equally_strong_pulls_of_one_factor_one_counts(tmp_path):
    listed = "\n".join(
        f"{name}: {{when: always, then: {{danger: risky}}, factor: f, strength: 0.5}}"
        for name in "abc"
    )
    run = believe(animals(tmp_path, listed))

    assert [counted for *_, counted in pulls(run)] == [True, False, False]
    assert run.memory["danger"] == Net(Decimal("0.5"), "risky", 1)


def test_not_a_word_speaks_against_it(tmp_path):
    program = animals(tmp_path, "a: {when: always, then: {danger: not deadly}, strength: 0.5}")
    run = believe(program)

    assert pulls(run) == [("a", "deadly", "-2", "-1.0", True)]
    assert run.memory["danger"] == Net(Decimal(-1), "calm", 1)


@pytest.mark.parametrize(
    ("source", "strength"),
    [
        ("B01", "1"),
        ("B02", "0.75"),
        ("B03", "0.25"),
        ("X01", "0.5"),
        ("[B03, B02, X01]", "0.75"),
        ("[B03, {convention: ours}]", "0.25"),
    ],
)
def test_a_pull_is_as_strong_as_the_firmest_claim_that_it_cites(tmp_path, source, strength):
    program = animals(tmp_path, f"a: {{when: always, then: {{danger: risky}}, source: {source}}}")

    assert believe(program).pulls["danger"][0].strength == Decimal(strength)


@pytest.mark.parametrize(
    ("written", "strength"), [("0.5", "0.5"), ("tends", "0.75"), ("HELPS", "0"), ("1", "1")]
)
def test_a_strength_that_is_written_wins_over_the_claims(tmp_path, written, strength):
    rule = f"a: {{when: always, then: {{danger: risky}}, source: B03, strength: {written}}}"

    assert believe(animals(tmp_path, rule)).pulls["danger"][0].strength == Decimal(strength)


@pytest.mark.parametrize(
    ("words", "figure", "word"),
    [
        (["deadly", "deadly", "risky"], "2", "deadly"),
        (["harmless", "harmless"], "-2", "harmless"),
        (["deadly", "deadly", "harmless"], "2", "deadly"),
    ],
)
def test_a_net_is_kept_within_the_limit_after_all_is_added(tmp_path, words, figure, word):
    listed = "\n".join(
        f"r{at}: {{when: always, then: {{danger: {word}}}, strength: 1}}"
        for at, word in enumerate(words)
    )
    run = believe(animals(tmp_path, listed))

    assert run.memory["danger"] == Net(Decimal(figure), word, len(words))


@pytest.mark.parametrize(
    ("quarters", "word"),
    [
        (-8, "harmless"), (-6, "harmless"), (-5, "calm"), (-2, "calm"), (-1, "average"),
        (0, "average"), (1, "average"), (2, "risky"), (5, "risky"), (6, "deadly"), (8, "deadly"),
    ],
)  # fmt: skip
def test_a_word_begins_exactly_at_its_boundary(tmp_path, quarters, word):
    sign = "risky" if quarters > 0 else "calm"
    listed = "\n".join(
        f"r{at}: {{when: always, then: {{danger: {sign}}}, strength: 0.25}}"
        for at in range(abs(quarters))
    )
    program = animals(
        tmp_path, listed or "r: {when: {legs: 9}, then: {danger: risky}, strength: 1}"
    )
    net = believe(program).memory["danger"]

    assert (net.figure, net.word) == (Decimal(quarters) / 4, word)


def test_evidence_sums_what_fired_while_other_rules_are_still_unknown(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: scales}, then: {danger: risky}, strength: 1}
        b: {when: {legs: at least 6}, then: {danger: calm}, strength: 1}
        c: {when: {danger: risky}, then: {handling: careful}}
        d: {when: {danger: at least 1}, then: {call: hiss}}
        e: {when: {danger: none}, then: {roles: pet}}
        """,
    )
    runs = [believe(program, *told) for told in (["covering=scales"], [])]

    assert [derived(run, "danger", "handling", "call", "roles") for run in runs] == [
        {"danger": "risky (+1)", "handling": "careful", "call": "hiss", "roles": "none"},
        {"danger": "average (0)", "handling": "none", "call": "none", "roles": "pet"},
    ]


def test_pulls_that_cancel_out_are_not_none(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: always, then: {danger: risky}, strength: 1}
        b: {when: always, then: {danger: calm}, strength: 1}
        c: {when: {danger: none}, then: {roles: pet}}
        d: {when: {danger: average}, then: {handling: free}}
        """,
    )

    assert derived(believe(program), "roles", "handling") == {"roles": "none", "handling": "free"}


# ------------------------------------------------------------------------- formulas and lookups


@pytest.mark.parametrize(
    ("told", "ration", "cage"),
    [
        (["weight=10", "covering=feathers"], "1", "2"),
        (["weight=12.5", "covering=fur"], "1.5", "30"),
        (["covering=scales"], "not known", "9"),
        (["weight=0"], "0", "9"),
        (["weight=10", "legs=4", "covering=fur"], "4", "30"),
    ],
)
def test_formulas_and_lookups_follow_what_they_read(tmp_path, told, ration, cage):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: feathers}, then: {group: bird}}
        b: {when: {covering: fur}, then: {group: mammal}}
        c: {when: {legs: 4}, then: {helpings: 3}}
        """,
    )

    assert derived(believe(program, *told), "ration", "cage") == {"ration": ration, "cage": cage}


LOOKUPS = {
    "knowledge/x.yaml": """
attributes:
  coat: {one of: [fur, scales], ask: Coat?}
  age: {number: 0 to 9, ask: Age?}
  strict: {lookup: {by: coat, rows: {fur: {is: 1}}}}
  loose: {lookup: {by: coat, rows: {fur: 1}, otherwise: {is: 7}}}
  by age: {lookup: {by: age, rows: {"1.0": 10, 2: 20}}}
  same: {one of: [older, younger]}
""",
    "rules/x.yaml": """
rules:
  a: {when: {age: more than strict}, then: {same: older}}
  b: {when: {age: at most strict}, then: {same: younger}}
""",
}


@pytest.mark.parametrize(
    ("told", "values"),
    [
        (["coat=fur", "age=1"], ["1", "1", "10", "younger"]),
        (["coat=scales", "age=2"], ["none", "7", "20", "none"]),
        (["age=3"], ["not known", "7", "none", "not known"]),
        (["coat=scales"], ["none", "7", "not known", "not known"]),
    ],
)
def test_a_lookup_without_the_row_is_none_and_without_the_fact_unknown(tmp_path, told, values):
    run = believe(base(tmp_path, LOOKUPS), *told)

    assert list(derived(run, "strict", "loose", "by age", "same").values()) == values


# ------------------------------------------------------------------------------ tables

TABLE = """
    table handling:
      decides: handling
      first match: {first}
      rows:
        - {{id: tame, tame: yes, then: free}}
        - {{id: light, weight: fewer than 5, then: careful}}
        - {{id: other, then: expert}}
    """


@pytest.mark.parametrize(
    ("told", "rows", "handling"),
    [
        (["tame=yes", "weight=1"], ["tame"], "free"),
        (["tame=yes"], ["tame"], "free"),
        (["tame=no", "weight=1"], ["light"], "careful"),
        (["tame=no", "weight=5"], ["other"], "expert"),
        (["weight=1"], [], "not known"),
        ([], [], "not known"),
    ],
)
def test_the_first_row_that_fits_decides_and_an_open_row_stops_those_below(
    tmp_path, told, rows, handling
):
    run = believe(animals(tmp_path, TABLE.format(first="yes")), *told)

    assert (fired(run), derived(run, "handling")) == (rows, {"handling": handling})


def test_overlapping_rows_of_a_plain_table_clash_like_rules(tmp_path):
    run = believe(animals(tmp_path, TABLE.format(first="no")), "tame=yes", "weight=9")

    assert (fired(run), clashes(run)) == (
        ["other", "tame"],
        [("handling", [("expert", ["other"]), ("free", ["tame"])])],
    )


def test_a_first_row_that_its_unless_stops_leaves_the_say_to_the_rows_below(tmp_path):
    program = animals(
        tmp_path,
        """
        table handling:
          decides: handling
          first match: yes
          rows:
            - {id: tame, tame: yes, unless: {flies: yes}, then: free}
            - {id: other, then: expert}
        """,
    )
    run = believe(program, "tame=yes", "flies=yes")

    assert (fired(run), derived(run, "handling")) == (["other"], {"handling": "expert"})


# ------------------------------------------------------------------------------ by source

GROUNDED = {
    "knowledge/x.yaml": """
strengths: {states: 1}
claims: {B01: {says: Feathers make a bird., hedge: states}}
outside claims: {X01: {says: From a zoo., hedge: states, from: A zoo}}
attributes:
  coat:
    one of: [feathers, fur]
    ask: Coat?
    if not told: {assume: fur, source: {convention: ours}}
  age: {number: 0 to 9, ask: Age?, if not told: {assume: 2, source: B01}}
  group: {one of: [bird, mammal]}
  keep: {one of: [cage, field]}
  wings: {lookup: {by: group, rows: {bird: {is: 2, source: B01}, mammal: {is: 0, source: X01}}}}
  years: {formula: age * 7, source: {convention: ours}}
  months: {formula: age * 12, source: B01}
  odd: {formula: years + 1, source: B01}
""",
    "rules/x.yaml": """
rules:
  a-bird: {when: {coat: feathers}, then: {group: bird}, source: B01}
  b-mammal: {when: {coat: fur}, then: {group: mammal}, source: X01}
  c-cage: {when: {group: bird}, then: {keep: cage}, source: B01}
  d-field: {when: {group: bird}, then: {keep: field}, source: [B01, {convention: ours}], overrides: c-cage}
  e-draft: {when: {group: bird}, then: {keep: field}}
""",
}  # fmt: skip


def grounded(program):
    found = stratify(program.knowledge.grounded_in(Origin.ARTICLE))

    assert isinstance(found, Program)
    return found


def test_only_parts_of_the_wanted_origin_run(tmp_path):
    everything = base(tmp_path, GROUNDED)
    article = grounded(everything)
    names = ("group", "keep", "wings", "years", "months", "odd")
    found = {
        (basis, *told): derived(believe(program, *told), *names)
        for basis, program in (("all", everything), ("article", article))
        for told in ([], ["coat=feathers"], ["coat=fur"])
    }

    assert [rule.id for rule in article.rules] == ["a-bird", "c-cage"]
    assert {case: list(values.values()) for case, values in found.items()} == {
        ("all",): ["mammal", "none", "0", "14", "24", "15"],
        ("all", "coat=feathers"): ["bird", "field", "2", "14", "24", "15"],
        ("all", "coat=fur"): ["mammal", "none", "0", "14", "24", "15"],
        ("article",): ["not known", "not known", "not known", "none", "24", "none"],
        ("article", "coat=feathers"): ["bird", "cage", "2", "none", "24", "none"],
        ("article", "coat=fur"): ["none", "none", "none", "none", "24", "none"],
    }


def test_what_is_left_by_source_keeps_its_vocabulary(tmp_path):
    everything = base(tmp_path, GROUNDED)
    article = grounded(everything)

    assert [a.name for a in article.knowledge.vocabulary] == [
        a.name for a in everything.knowledge.vocabulary
    ]
    assert article.asked == ("coat", "age")

"""The order of inference: who waits for whom, what closes when, and the loops that forbid it."""

from __future__ import annotations

from hypothesis import given, settings

from engine.strata import Step, stratify
from tests.knowledge import animal_files, animals, loaded
from tests.strategies import programs


def order(program):
    """The strata as (ids of rules, attributes that close)."""
    return [
        ([program.rules[number].id for number in stratum.rules], list(stratum.closes))
        for stratum in program.strata
    ]


def loop(folder, rules):
    found = stratify(loaded(folder, animal_files(rules)).knowledge)

    assert isinstance(found, tuple)
    return {step.name: step.rule.id for step in found if step.rule is not None}


def test_a_rule_waits_until_all_that_it_reads_has_closed(tmp_path):
    program = animals(
        tmp_path,
        """
        c-handling: {when: {danger: risky, cage: at least 9}, then: {handling: careful}}
        b-danger: {when: {group: bird}, then: {danger: calm}}
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        d-call: {when: {covering: fur}, then: {call: bark}}
        """,
    )

    assert order(program) == [
        (["a-bird", "d-call"], ["group", "call", "roles", "helpings"]),
        (["b-danger"], ["danger", "ration", "cage"]),
        (["c-handling"], ["handling"]),
    ]


def test_what_an_overriding_rule_reads_closes_before_what_the_overridden_one_writes(tmp_path):
    program = animals(
        tmp_path,
        """
        a-dangerous: {when: {group: reptile}, then: {danger: risky}}
        b-free: {when: {tame: yes}, then: {handling: free}}
        c-expert: {when: {danger: risky}, then: {call: hiss}, overrides: b-free}
        d-reptile: {when: {covering: scales}, then: {group: reptile}}
        """,
    )
    closes = {name: at for at, (_, names) in enumerate(order(program)) for name in names}
    fires = {name: at for at, (names, _) in enumerate(order(program)) for name in names}

    assert (fires["b-free"], closes["danger"], fires["c-expert"], closes["handling"]) == (
        0,
        1,
        2,
        2,
    )


def test_an_override_of_an_override_is_waited_for_too(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {group: bird}, then: {call: song}, overrides: b}
        b: {when: {covering: fur}, then: {roles: pet}, overrides: c}
        c: {when: {tame: yes}, then: {handling: free}}
        d: {when: {covering: feathers}, then: {group: bird}}
        """,
    )
    closes = {name: at for at, (_, names) in enumerate(order(program)) for name in names}

    assert (closes["group"], closes["handling"]) == (0, 1)


def test_a_rule_that_concludes_in_several_strata_stands_in_one_alone(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: feathers}, then: {group: bird, handling: free}}
        b: {when: {group: bird}, then: {handling: free}}
        """,
    )

    assert order(program) == [
        (["a"], ["group", "call", "roles", "helpings", "danger"]),
        (["b"], ["handling", "ration", "cage"]),
    ]


def test_a_loop_of_rules_is_shown_link_by_link(tmp_path):
    rules = """
        a: {when: {group: bird}, then: {call: song}}
        b: {when: {call: song}, then: {handling: free}}
        c: {when: {handling: free}, then: {group: bird}}
        d: {when: {covering: fur}, then: {roles: pet}}
        """

    assert loop(tmp_path, rules) == {"call": "a", "group": "c", "handling": "b"}


def test_a_rule_that_reads_what_it_writes_is_a_loop(tmp_path):
    assert loop(tmp_path, "a: {when: {group: bird}, unless: {call: song}, then: {call: bark}}") == {
        "call": "a"
    }


def test_a_loop_through_an_override_is_a_loop(tmp_path):
    rules = """
        a: {when: {handling: free}, then: {call: song}, overrides: b}
        b: {when: {tame: yes}, then: {handling: free}}
        """

    assert loop(tmp_path, rules) == {"handling": "a"}


def test_a_loop_of_formulas_is_a_loop(tmp_path):
    files = {
        "knowledge/x.yaml": """
attributes:
  legs: {number: 0 to 9, ask: Legs?}
  arms: {formula: feet + 1}
  feet: {formula: arms + legs}
  call: {one of: [bark]}
""",
        "rules/x.yaml": "rules:\n  a: {when: {legs: 1}, then: {call: bark}}\n",
    }

    assert stratify(loaded(tmp_path, files).knowledge) == (
        Step("arms", None), Step("feet", None), Step("arms", None),
    )  # fmt: skip


def test_the_program_says_who_asks_whom(tmp_path):
    program = animals(
        tmp_path,
        """
        a: {when: {covering: fur}, unless: {tame: yes}, then: {danger: risky, call: bark}}
        b: {when: {legs: at least 4}, then: {handling: free}, overrides: a}
        """,
    )
    by_name = {closing.name: closing for each in program.strata for closing in each.closings}

    assert program.asked == ("covering", "habitats", "legs", "weight", "tame", "flies")
    assert (program.overriders, program.reads, program.influences) == (
        {0: (1,)},
        (frozenset({"covering", "tame"}), frozenset({"legs"})),
        (frozenset({"covering", "tame", "legs"}), frozenset({"legs"})),
    )
    assert program.concludes == ({"danger": ("risky",), "call": ("bark",)}, {"handling": ("free",)})
    assert [(by_name[name].writers, by_name[name].fragile) for name in ("call", "handling")] == [
        ((0,), (0,)),
        ((1,), ()),
    ]


@settings(max_examples=20, deadline=None)
@given(programs())
def test_whatever_is_read_has_closed_before(program):
    vocabulary, closed = program.knowledge.vocabulary, set(program.asked)
    overriders = {
        name: {by for number in closing.writers for by in program.overriders.get(number, ())}
        for each in program.strata
        for closing in each.closings
        for name in [closing.name]
    }
    done = set()
    for stratum in program.strata:
        for number in stratum.rules:
            assert program.reads[number] <= closed
        done.update(stratum.rules)
        for closing in stratum.closings:
            read = set(vocabulary[closing.name].reads()) - {closing.name}

            assert read <= closed | set(stratum.closes)
            assert done.issuperset(closing.writers)
            assert done.issuperset(overriders[closing.name])
            closed.add(closing.name)

    assert (len(done), closed) == (len(program.rules), set(program.order))

"""Attributes that are concluded from themselves."""

from __future__ import annotations

from engine.lint.cycle import check
from tests.lint.finding import diagnostics, found


def test_a_loop_is_told_link_by_link_with_every_place(tmp_path):
    [loop] = diagnostics(
        check,
        tmp_path,
        """
        barks: {when: {group: mammal}, then: {call: bark}}
        is-mammal: {when: {call: bark}, then: {group: mammal}}
        """,
    )

    assert loop.message == (
        "call -> group -> call is a loop: "
        '"barks" (rules/animals.yaml:2) concludes "call" from "group"; '
        '"is-mammal" (rules/animals.yaml:3) concludes "group" from "call"'
    )
    assert str(loop.location) == "rules/animals.yaml:2"
    assert [str(place) for place in loop.related] == ["rules/animals.yaml:3"]


def test_a_loop_through_a_lookup_names_what_is_computed(tmp_path):
    [message] = found(
        check, tmp_path, "large-cage: {when: {cage: at least 9}, then: {group: reptile}}"
    )

    assert '"cage" (knowledge/animals.yaml:42) is computed from "group"' in message
    assert '"large-cage" (rules/animals.yaml:2) concludes "group" from "cage"' in message


def test_an_overriding_rule_is_part_of_a_loop(tmp_path):
    [message] = found(
        check,
        tmp_path,
        """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        no-bird: {when: {group: bird}, then: {handling: expert}, overrides: a-bird}
        """,
    )

    assert '"no-bird" (rules/animals.yaml:3) overrides a rule that concludes "group"' in message


def test_a_formula_that_reads_itself_is_a_loop(tmp_path):
    more = "attributes: {age: {formula: age + 1}}"

    assert found(check, tmp_path, "a: {when: always, then: {group: bird}}", more) == [
        'error cycle: the formula of "age" reads "age" itself'
    ]


def test_rules_in_a_row_are_no_loop(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        sings: {when: {group: bird}, then: {call: song}}
        """

    assert found(check, tmp_path, rules) == []

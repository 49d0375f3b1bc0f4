"""Rules that say the same."""

from __future__ import annotations

from engine.lint.duplicate_rule import check
from tests.lint.finding import found


def test_the_order_of_conditions_makes_no_difference(tmp_path):
    rules = """
        a: {when: {legs: 2, flies: yes}, unless: {tame: yes}, then: {group: bird, call: song}}
        b: {when: {flies: yes, legs: 2}, unless: {tame: yes}, then: {call: song, group: bird}}
        """

    assert found(check, tmp_path, rules) == [
        'warning duplicate-rule: rule "b" says the same as "a" (rules/animals.yaml:2)'
    ]


def test_another_unless_is_another_rule(tmp_path):
    rules = """
        a: {when: {legs: 2}, unless: {tame: yes}, then: {group: bird}}
        b: {when: {legs: 2}, then: {group: bird}}
        c: {when: {legs: 2}, then: {group: fish}}
        """

    assert found(check, tmp_path, rules) == []

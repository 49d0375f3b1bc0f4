"""Tests that are never true."""

from __future__ import annotations

from engine.lint.idle_test import check
from tests.lint.finding import found


def test_a_value_that_nobody_concludes(tmp_path):
    rules = """
        a-bird: {when: {covering: feathers}, then: {group: bird}}
        noisy: {when: {group: [bird, mammal]}, then: {call: song}}
        """

    assert found(check, tmp_path, rules) == [
        'warning idle-test: "group is mammal" is never true: no rule concludes mammal for "group"'
    ]


def test_a_figure_out_of_range(tmp_path):
    rules = "a: {when: {any: [{legs: more than 100}, {flies: yes}]}, then: {group: bird}}"

    assert found(check, tmp_path, rules) == [
        'warning idle-test: "legs is more than 100" is never true'
    ]


def test_a_rule_that_never_fires_is_not_told_twice(tmp_path):
    assert found(check, tmp_path, "a: {when: {legs: more than 100}, then: {group: bird}}") == []

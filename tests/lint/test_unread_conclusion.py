"""Conclusions that nobody reads."""

from __future__ import annotations

from engine.lint.unread_conclusion import check
from tests.lint.finding import found

VERDICT = """
verdict:
  shows: {call: call, handling: handling, roles: roles, danger: danger, ration: ration}
  cannot tell: {call: none}
  headline: [{say: "It says {call}."}]
"""

RULES = """
    a-bird: {when: {covering: feathers}, then: {group: bird}}
    barks: {when: {group: BIRD}, then: {call: bark}, because: "It is a {group}."}
    """


def test_a_conclusion_without_a_reader_is_told(tmp_path):
    rules = "a-bird: {when: {covering: feathers}, then: {group: bird, call: song}}"

    assert found(check, tmp_path, rules, VERDICT) == [
        'warning unread-conclusion: "cage" is computed, but nothing reads it'
    ]


def test_rules_formulas_texts_and_the_verdict_read(tmp_path):
    more = VERDICT.replace("{call}", "{call} in a {cage}")
    rules = "a-bird: {when: {covering: feathers}, then: {group: bird, helpings: 2, call: song}}"

    assert found(check, tmp_path, rules, more) == []


def test_without_a_verdict_every_conclusion_may_be_a_result(tmp_path):
    rules = "a-bird: {when: {covering: feathers}, then: {group: bird}}"

    assert found(check, tmp_path, rules) == []

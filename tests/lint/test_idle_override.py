"""Overrides that never act."""

from __future__ import annotations

from engine.lint.idle_override import check
from tests.lint.finding import found

RULES = """
    a-bird: {when: {covering: feathers}, then: {group: bird}}
    a-fish: {when: {COVERING, legs: 0}, then: {group: fish}, overrides: a-bird}
    """


def test_rules_that_never_hold_together_need_no_override(tmp_path):
    assert found(check, tmp_path, RULES.replace("COVERING", "covering: scales")) == [
        (
            'warning idle-override: rule "a-fish" overrides "a-bird" (rules/animals.yaml:2), '
            "but the two never hold together"
        )
    ]


def test_rules_that_may_hold_together_do(tmp_path):
    assert found(check, tmp_path, RULES.replace("COVERING", "habitats: water")) == []


def test_a_rule_that_never_fires_is_a_finding_of_its_own(tmp_path):
    assert found(check, tmp_path, RULES.replace("COVERING", "weight: 100001")) == []

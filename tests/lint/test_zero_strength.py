"""Evidence of no weight."""

from __future__ import annotations

from engine.lint.zero_strength import check
from tests.lint.finding import found


def test_a_rule_that_pulls_with_nothing_is_told(tmp_path):
    rules = """
        a: {when: {legs: 2}, then: {danger: calm}, strength: helps, source: {convention: ours}}
        b: {when: {legs: 4}, then: {danger: calm}, strength: 0.25, source: {convention: ours}}
        """

    assert found(check, tmp_path, rules) == [
        'warning zero-strength: rule "a" pulls "danger" with a strength of 0, which moves nothing'
    ]

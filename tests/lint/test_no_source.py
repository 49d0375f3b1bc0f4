"""Figures, assumptions and texts without a source."""

from __future__ import annotations

from engine.lint.no_source import check
from tests.lint.finding import found

MORE = """
attributes:
  age: {number: 0 to 99, ask: How old?, if not told: {assume: 1}}
  double: {formula: age * 2}
advice:
  tips:
    look: {say: Look twice.}
    listen: {say: Listen., source: B01}
    wait: {say: Wait.}
"""
RULES = """
    a: {when: always, then: {tips: look}}
    b: {when: always, then: {tips: [listen, wait]}, source: B01}
    """


def test_everything_that_states_something_has_a_source(tmp_path):
    assert found(check, tmp_path, RULES, MORE) == [
        'warning no-source: what is assumed of "age" has no source',
        'warning no-source: the formula of "double" has no source',
        'warning no-source: advice "look" has no source',
    ]

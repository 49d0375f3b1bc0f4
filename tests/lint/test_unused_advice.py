"""Advice that no rule calls for."""

from __future__ import annotations

from engine.lint.unused_advice import check
from tests.lint.finding import found

ADVICE = "advice: {tips: {look: {say: Look twice.}, listen: {say: Listen.}, wait: {say: Wait.}}}"


def test_a_text_without_a_rule_is_told(tmp_path):
    rules = "a: {when: always, then: {tips: [look, wait]}}"

    assert found(check, tmp_path, rules, ADVICE) == [
        'warning unused-advice: no rule calls for advice "listen"'
    ]

"""Derived attributes without a rule."""

from __future__ import annotations

from engine.lint.never_concluded import check
from tests.lint.finding import found


def test_one_that_is_read_is_an_error_and_one_that_is_not_a_warning(tmp_path):
    messages = found(check, tmp_path, "sings: {when: {group: bird}, then: {call: song}}")

    assert messages == [
        'error never-concluded: no rule concludes "group", and yet it is read',
        'warning never-concluded: no rule concludes "handling", and nothing reads it',
        'warning never-concluded: no rule concludes "roles", and nothing reads it',
        'error never-concluded: no rule concludes "helpings", and yet it is read',
        'warning never-concluded: no rule concludes "danger", and nothing reads it',
    ]


def test_advice_without_a_rule_is_told_text_by_text(tmp_path):
    more = "advice: {tips: {look: {say: Look twice.}}}"

    assert not any(
        "tips" in message
        for message in found(check, tmp_path, "a: {when: always, then: {group: bird}}", more)
    )

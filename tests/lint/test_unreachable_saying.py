"""Sentences of the verdict that are never said."""

from __future__ import annotations

from engine.lint.unreachable_saying import check
from tests.lint.finding import diagnostics, found

VERDICT = """
verdict:
  shows: {call: call}
  cannot tell: {call: none}
  headline:
    - {when: {legs: at most 2}, say: Few legs.}
    - {when: {legs: HERE}, say: Some legs.}
    - {say: Any legs.}
  remarks:
    - {when: {call: REMARK}, say: It sings.}
"""
RULES = "a: {when: {covering: feathers}, then: {call: song}}"


def verdict(second="more than 2", remark="song"):
    return VERDICT.replace("HERE", second).replace("REMARK", remark)


def test_a_headline_behind_a_wider_one_is_never_said(tmp_path):
    [headline] = diagnostics(check, tmp_path, RULES, verdict("1"))

    assert headline.message == "this headline is never said: an earlier one always fits first"
    assert headline.location is not None
    assert headline.location.line == 7


def test_a_remark_whose_condition_never_holds_is_never_said(tmp_path):
    assert found(check, tmp_path, RULES, verdict(remark="bark")) == [
        "warning unreachable-saying: this remark is never said: its conditions never hold together"
    ]


def test_sentences_that_have_their_case_are_fine(tmp_path):
    assert found(check, tmp_path, RULES, verdict()) == []

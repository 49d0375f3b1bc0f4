"""Reviews that are due."""

from __future__ import annotations

from engine.lint.review import check
from tests.lint.finding import found


def rules(due):
    return f"a: {{when: {{legs: 2}}, then: {{group: bird}}, review by: {due}}}"


def test_a_month_is_over_with_its_last_day(tmp_path):
    assert found(check, tmp_path, rules("2026-04")) == [
        'warning overdue-review: rule "a" was to be reviewed by 2026-04'
    ]
    assert found(check, tmp_path, rules("2026-05")) == []


def test_a_day_is_over_when_the_next_begins(tmp_path):
    assert len(found(check, tmp_path, rules("2026-05-14"))) == 1
    assert found(check, tmp_path, rules("2026-05-15")) == []


def test_what_is_no_date_is_an_error(tmp_path):
    assert found(check, tmp_path, rules("2026-02-30")) == [
        'error bad-date: "2026-02-30" in "review by" of rule "a" is no date'
    ]
    assert len(found(check, tmp_path, rules("next spring"))) == 1

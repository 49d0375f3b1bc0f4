"""Rows of a table that hold together."""

from __future__ import annotations

from engine.lint import clash
from engine.lint.overlapping_rows import check
from tests.lint.finding import found

TABLE = """
    table sounds:
      decides: call
      rows:
        - {id: few, legs: at most 2, then: song}
        - {id: some, legs: LEGS, then: THEN}
    """


def table(legs, then="bark"):
    return TABLE.replace("LEGS", legs).replace("THEN", then)


def test_rows_that_overlap_are_told_with_an_example(tmp_path):
    assert found(check, tmp_path, table("at least 2")) == [
        (
            'error overlapping-rows: rows "few" and "some" of table "sounds" hold together, '
            "for example with legs: 2"
        )
    ]


def test_rows_that_say_the_same_may_not_overlap_either(tmp_path):
    assert len(found(check, tmp_path, table("at least 2", "song"))) == 1


def test_rows_side_by_side_are_fine(tmp_path):
    assert found(check, tmp_path, table("more than 2")) == []


def test_where_the_first_match_wins_rows_may_overlap(tmp_path):
    rules = table("at least 2").replace("decides: call", "decides: call\n      first match: yes")

    assert found(check, tmp_path, rules) == []


def test_a_clash_within_a_table_is_told_once(tmp_path):
    assert found(clash.check, tmp_path, table("at least 2")) == []

"""Rows that earlier rows leave nothing for."""

from __future__ import annotations

from engine.lint import never_fires
from engine.lint.shadowed_row import check
from tests.lint.finding import diagnostics, found

TABLE = """
    table sounds:
      decides: call
      first match: yes
      rows:
        - {id: few, legs: at most 2, then: song}
        - {id: some, legs: at most 4, then: bark}
        - ROW
    """


def table(row):
    return TABLE.replace("ROW", row)


def test_a_row_is_told_with_those_in_its_way(tmp_path):
    [row] = diagnostics(check, tmp_path, table("{id: lost, legs: between 1 and 4, then: hiss}"))

    assert row.message == (
        'row "lost" is never reached: wherever it fits, "some" fits first, or may still do so'
    )
    assert row.severity == "error"


def test_a_row_that_has_something_left_is_fine(tmp_path):
    assert found(check, tmp_path, table("{id: rest, legs: between 1 and 5, then: hiss}")) == []


def test_a_row_that_contradicts_itself_is_told_as_such(tmp_path):
    rules = table("{id: odd, legs: more than 5, all: [{legs: 1}], then: hiss}")

    assert found(check, tmp_path, rules) == [
        (
            'error never-fires: rule "odd" can never fire: these cannot hold together: '
            "legs is more than 5; legs is 1"
        )
    ]
    assert found(never_fires.check, tmp_path, rules) == []

"""Questions whose answer changes nothing."""

from __future__ import annotations

from engine.lint.unused_attribute import check
from tests.lint.finding import found


def test_a_question_that_nothing_reads_is_told(tmp_path):
    rules = "a: {when: {covering: fur, habitats: land, legs: 4, tame: yes}, then: {group: mammal}}"

    assert found(check, tmp_path, rules) == [
        'warning unused-attribute: "flies" is asked, but nothing reads the answer'
    ]

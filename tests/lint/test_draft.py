"""Rules that lack a reason or a source."""

from __future__ import annotations

from engine.lint.draft import check
from tests.lint.finding import found


def test_what_is_missing_is_named(tmp_path):
    rules = """
        a: {when: {legs: 2}, then: {group: bird}}
        b: {when: {legs: 4}, then: {group: mammal}, because: Four legs.}
        c: {when: {legs: 6}, then: {group: reptile}, source: B01}
        d: {when: {legs: 0}, then: {group: fish}, because: No legs., source: B01}
        """

    assert found(check, tmp_path, rules) == [
        'warning draft: rule "a" is a draft: it has no "because" and no "source"',
        'warning draft: rule "b" is a draft: it has no "source"',
        'warning draft: rule "c" is a draft: it has no "because"',
    ]

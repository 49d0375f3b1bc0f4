"""Claims that are set aside and cited all the same."""

from __future__ import annotations

from engine.lint.claim_cited_and_set_aside import check
from tests.lint.finding import diagnostics

MORE = """
claims:
  B04: {says: Animals are fun., hedge: states, not a rule: background}
"""


def test_the_rule_that_cites_it_is_named(tmp_path):
    rules = "a: {when: {legs: 2}, then: {group: bird}, source: [B01, B04]}"
    [claim] = diagnostics(check, tmp_path, rules, MORE)

    assert claim.message == 'claim B04 is set aside ("not a rule"), and yet rule "a" cites it'
    assert [str(place) for place in claim.related] == ["rules/animals.yaml:2"]

"""Claims that nobody cites, and the coverage."""

from __future__ import annotations

from engine.lint import claim_coverage
from engine.lint.uncited_claim import check
from tests.knowledge import animal_files, loaded
from tests.lint.finding import found

RULES = "a: {when: {legs: 2}, then: {group: bird}, source: B01}"
MORE = """
claims:
  B04: {says: Animals are fun., hedge: states, not a rule: background}
"""


def test_an_open_claim_is_a_warning_and_an_idle_outside_claim_a_note(tmp_path):
    assert found(check, tmp_path, RULES, MORE) == [
        "warning uncited-claim: nothing cites claim B02",
        "warning uncited-claim: nothing cites claim B03",
        "note uncited-claim: nothing cites claim X01",
    ]


def test_the_coverage_counts_every_claim_of_the_article_once(tmp_path):
    files = {**animal_files(RULES), "knowledge/more.yaml": MORE}
    coverage = claim_coverage(loaded(tmp_path, files).knowledge)

    assert coverage.cited == ("B01",)
    assert coverage.set_aside == ("B04",)
    assert coverage.open == ("B02", "B03")
    assert str(coverage) == "4 claims: 1 cited, 1 set aside, 2 open"

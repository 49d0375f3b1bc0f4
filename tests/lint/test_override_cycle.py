"""Rules that override each other in a ring."""

from __future__ import annotations

from engine.lint import clash
from engine.lint.override_cycle import check
from tests.lint.finding import diagnostics, found

RING = """
    a: {when: always, then: {group: bird}, overrides: b}
    b: {when: always, then: {group: fish}, overrides: [c, d]}
    c: {when: always, then: {group: mammal}, overrides: a}
    d: {when: always, then: {group: reptile}}
    """


def test_a_ring_is_told_with_all_its_places(tmp_path):
    [ring] = diagnostics(check, tmp_path, RING)

    assert ring.message == (
        'these rules override each other in a ring: "a" (rules/animals.yaml:2) overrides '
        '"b" (rules/animals.yaml:3), "b" (rules/animals.yaml:3) overrides '
        '"c" (rules/animals.yaml:4), "c" (rules/animals.yaml:4) overrides '
        '"a" (rules/animals.yaml:2)'
    )
    assert [place.line for place in ring.related] == [3, 4]


def test_a_rule_may_not_override_itself(tmp_path):
    rules = "a: {when: always, then: {group: bird}, overrides: a}"

    assert found(check, tmp_path, rules) == ['error override-cycle: rule "a" overrides itself']


def test_a_chain_is_no_ring(tmp_path):
    assert found(check, tmp_path, RING.replace(", overrides: a}", "}")) == []


def test_a_ring_stops_the_checks_that_need_an_order(tmp_path):
    assert found(clash.check, tmp_path, RING) == []

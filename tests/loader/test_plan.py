"""``plan:`` is read whole, and every slip in it is told where it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.knowledge import beside_animals, loaded, slips

GOOD = """plan:
  counts: legs
  effort: walks
  paces: {a week: 2, because: "With {covering}.", source: B01}
  yields: {share: 0.5, because: Half., source: B01}
  aims: {ration: Fed on {weight} kg.}
  stages: {gain: 4, rest: 1, because: Rest., source: B01}
  remarks: {when: {tame: yes}, say: Tame., source: X01}
  reached: {say: There.}
""".replace("{ration: Fed on {weight} kg.}", '{ration: "Fed on {weight} kg."}')


def test_a_plan_is_read_whole(tmp_path):
    found = loaded(tmp_path, beside_animals(GOOD)).knowledge.plan

    assert (found.counts, found.effort, found.yields.share) == ("legs", "walks", Decimal("0.5"))
    assert [(one.a_week, one.because, one.source.claims) for one in found.paces] == [
        (Decimal(2), "With {covering}.", ("B01",))
    ]
    assert [(one.attribute, one.says) for one in found.aims] == [("ration", "Fed on {weight} kg.")]
    assert [(one.gain, one.rest) for one in found.stagings] == [(Decimal(4), 1)]
    assert [(one.says, one.source.claims) for one in found.remarks] == [("Tame.", ("X01",))]
    assert [one.says for one in found.reached] == ["There."]


def test_the_parts_that_may_be_left_out_may_be_left_out(tmp_path):
    short = "".join(
        line
        for line in GOOD.splitlines(keepends=True)
        if not line.strip().startswith(("stages", "remarks", "reached"))
    )
    found = loaded(tmp_path, beside_animals(short)).knowledge.plan

    assert (found.stagings, found.remarks, found.reached) == ((), (), ())


@pytest.mark.parametrize(
    ("right", "wrong", "code", "message", "hint"),
    [
        ("counts: legs", "counts: «coat", "bad-kind", '"covering" is no number', None),
        (
            "counts: legs",
            "counts: «ration",
            "bad-plan",
            '"ration" is worked out, and a plan begins with what a person tells',
            "name a number that is asked",
        ),
        (
            "counts: legs",
            "counts: «leggs",
            "unknown-attribute",
            '"leggs" is no attribute',
            'did you mean "legs"?',
        ),
        (
            "a week: 2",
            "a week: «0",
            "bad-plan",
            '"a week" is 0, so nothing would ever grow',
            "write a number above 0",
        ),
        (
            "a week: 2",
            "a week: «two",
            "not-a-number",
            '"a week" should be a number, not "two"',
            None,
        ),
        (
            "share: 0.5",
            "share: «-1",
            "bad-plan",
            '"share" is -1, so nothing would ever grow',
            "write a number above 0",
        ),
        (
            "rest: 1",
            "rest: «1.5",
            "bad-plan",
            '"rest" is 1.5, and weeks are counted whole',
            "write 0, 1, 2, ...",
        ),
        (
            "aims: {ration",
            "aims: {«danger",
            "bad-kind",
            '"danger" is no number',
            None,
        ),
        (
            "{weight} kg",
            "{wieght} kg",
            "unknown-attribute",
            '"{wieght}" in "ration" is no attribute',
            'did you mean "weight"?',
        ),
        (
            "when: {tame: yes}",
            "when: {tame: «maybe}",
            "unknown-value",
            '"maybe" is not a value of tame',
            "it may be yes, no, y, true, n or false",
        ),
        (
            "effort: walks",
            "«efort: walks",
            "unknown-key",
            '"efort" is not a key of the plan',
            'did you mean "effort"?',
        ),
        (
            "because: Half., ",
            "",
            "missing-key",
            '"yields" has no "because"',
            'add a line "because: ..."',
        ),
        ("source: X01", "source: «X99", "unknown-claim", '"X99" is no claim', None),
    ],
)
def test_a_slip_is_told_where_it_is(tmp_path, right, wrong, code, message, hint):
    text = GOOD.replace(right, wrong, 1)
    assert text != GOOD

    told, places, marks = slips(tmp_path, beside_animals(text))

    found = {(c, m): h for c, m, h in told}
    assert (code, message) in found
    assert hint is None or found[code, message] == hint
    assert not marks or marks[0] in places


def test_a_second_plan_is_told_of(tmp_path):
    files = {**beside_animals(GOOD), "knowledge/other.yaml": GOOD}

    told, _, _ = slips(tmp_path, files)

    assert [(code, message) for code, message, _ in told] == [
        ("duplicate-id", '"plan" stands in two files')
    ]

"""Where the pictures put what they show."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.render.document import (
    Band,
    Bar,
    Branch,
    Course,
    Item,
    Mark,
    NumberLine,
    Point,
    Shares,
    Span,
    Tree,
    Waterfall,
    plain,
)
from engine.render.report.pictures import DEEPEST, chart, line, parts, steps, twigs
from engine.render.report.scales import TICKS, scale_of, whole_ticks

values = st.decimals(-100_000, 100_000, places=2)


@given(st.lists(values, min_size=1, max_size=6))
def test_a_scale_holds_all_its_values_between_few_round_ticks(found):
    scale = scale_of(found)
    gaps = {after - before for before, after in pairwise(scale.ticks)}

    assert scale.start == scale.ticks[0] <= min(found)
    assert max(found) <= scale.end == scale.ticks[-1]
    assert len(gaps) <= 1
    assert len(scale.ticks) <= TICKS + 3
    assert all(0 <= scale.at(value) <= 100 for value in found)


def test_a_scale_begins_at_nought_unless_that_would_press_all_together():
    assert scale_of([Decimal(180), Decimal(820)]) == (
        Decimal(0),
        Decimal(1000),
        (Decimal(0), Decimal(200), Decimal(400), Decimal(600), Decimal(800), Decimal(1000)),
    )
    assert scale_of([Decimal(480), Decimal(520)]).start == 480
    assert scale_of([Decimal(-8), Decimal(20)]).ticks == (-10, 0, 10, 20)


@given(st.integers(-520, 0), st.integers(1, 520))
def test_an_axis_of_weeks_ends_where_they_do_and_counts_whole_ones(first, last):
    scale = whole_ticks(Decimal(last), Decimal(first))

    assert (scale.start, scale.end) == (first, last)
    assert all(first <= tick <= last and tick == int(tick) for tick in scale.ticks)
    assert len(scale.ticks) <= TICKS + 1


def test_a_number_line_has_one_label_for_each_mark_and_one_for_the_band():
    found = line(
        NumberLine(
            "minutes",
            (Mark("you", Decimal(10), 0), Mark("usual", Decimal(30), 1)),
            Band("target", Decimal(35), Decimal(55), Mark("likely", Decimal(45))),
            "In words.",
        )
    )

    assert (found.start, found.end, found.unit, found.said) == ("0", "60", "minutes", "In words.")
    assert found.band == (58.33, 33.34)
    assert [tuple(label) for label in found.labels] == [
        (16.67, "dot", "you", "10"),
        (50.0, "ring", "usual", "30"),
        (75.0, "diamond", "target", "35 to 55, likely 45"),
    ]


def test_a_mark_has_the_same_sign_when_another_is_missing():
    found = line(
        NumberLine("", (Mark("least", Decimal(5), 2),), Band("span", Decimal(6), Decimal(9)), "")
    )

    assert [label.sign for label in found.labels] == ["post", "band"]


@given(values, st.lists(values, min_size=1, max_size=5))
def test_each_bar_begins_where_the_one_before_it_ends(first, others):
    bars = [Bar(None, first, ())]
    bars += [Bar(before, after, ()) for before, after in pairwise((first, *others))]
    drawn = steps(Waterfall("", tuple(bars), ""))

    assert [step.kind for step in drawn[1:-1]] == [
        "up" if bar.change > 0 else "down" if bar.change < 0 else "same" for bar in bars[1:]
    ]
    assert (drawn[0].kind, drawn[-1].kind) == ("start", "end")
    assert drawn[-1].after == drawn[-2].after
    for before, after in pairwise(drawn[:-1]):
        ends = {before.bar.at, round(before.bar.at + before.bar.far, 2)}
        assert any(
            abs(end - start) < 0.02
            for end in ends
            for start in (after.bar.at, after.bar.at + after.bar.far)
        )


def test_a_figure_that_only_begins_has_one_bar():
    assert [step.kind for step in steps(Waterfall("", (Bar(None, Decimal(5), ()),), ""))] == [
        "start"
    ]


def test_a_course_rises_to_the_right_and_stands_on_its_band():
    found = chart(
        Course(
            "things",
            "weeks",
            (Point(Decimal(-50), Decimal(100), "then"), Point(Decimal(0), Decimal(200), "now")),
            (Point(Decimal(0), Decimal(200), "now"), Point(Decimal(50), Decimal(400), "there")),
            Band("target", Decimal(300), Decimal(500)),
            "In words.",
        )
    )

    assert [spot[:2] for spot in found.past] == [(0.0, 80.0), (50.0, 60.0)]
    assert [spot[:2] for spot in found.ahead] == [(50.0, 60.0), (100.0, 20.0)]
    assert [spot.label for spot in found.ahead] == ["200", "400"]
    assert found.band == ("target", (0.0, 40.0))
    assert found.times[0] == (10.0, "-40")


def test_shares_are_parts_of_the_same_whole():
    found = parts(Shares("all", (("a", Decimal("62.5")), ("b", Decimal(10))), ""))

    assert [(part.share, part.bar) for part in found] == [
        ("62.5 %", (0.0, 62.5)),
        ("10 %", (0.0, 10.0)),
    ]


@given(st.lists(st.integers(0, 40), max_size=30))
def test_a_tree_keeps_every_branch_in_order_however_deep_it_hangs(depths):
    branches = tuple(
        Branch(depth, Item((Span(str(number)),))) for number, depth in enumerate(depths)
    )

    told = list(_told(twigs(Tree(branches, "")), 1))

    assert [text for text, _ in told] == [str(number) for number in range(len(depths))]
    assert max((level for _, level in told), default=0) <= DEEPEST + 1


def _told(found, level):
    for twig in found:
        yield plain(twig.item.spans), level
        yield from _told(twig.below, level + 1)

"""A number line drawn with characters."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.render.document import Band, Mark, NumberLine, plain
from engine.render.number_line import ASCII, draw
from engine.render.terminal import columns_of

VALUES = st.integers(-30_000, 30_000).map(Decimal)


def a_line(*marks, band=None, unit="minutes"):
    named = tuple(Mark(label, Decimal(value), rank) for rank, (label, value) in enumerate(marks))
    return NumberLine(unit, named, band, "In words.")


def drawn(line, width=40):
    return [plain(row).rstrip() for row in draw(line, width, ascii_only=True)]


def test_marks_that_are_far_apart_share_a_row():
    assert drawn(a_line(("you", 10), ("usual", 90))) == [
        "0                             95 minutes",
        "----o--------------------------------+--",
        "o you 10                      + usual 90",
    ]


def test_labels_that_would_touch_stand_below_each_other():
    band = Band("target", Decimal(48), Decimal(54), Mark("likely", Decimal(50)))

    assert drawn(a_line(("you", 49), ("usual", 52), band=band)) == [
        "0                             55 minutes",
        "----------------------------------=o=+=-",
        "                               o you 49",
        "                             * likely 50",
        "                       = target 48 to 54",
        "                              + usual 52",
    ]


def test_one_value_is_told_in_words():
    assert drawn(a_line(("you", 10))) == ["In words."]
    assert drawn(a_line(("you", 10), ("usual", 10))) == ["In words."]


def test_too_narrow_a_place_gets_words():
    assert drawn(a_line(("you", 10), ("usual", 90)), width=12) == ["In words."]


def test_values_below_nought_are_on_the_line():
    rows = drawn(a_line(("now", -20), ("usual", 20), unit=""))

    assert rows[0].startswith("-20")
    assert rows[1][0] == "o"


@given(
    st.lists(VALUES, max_size=4),
    st.none() | st.tuples(VALUES, VALUES, VALUES),
    st.integers(10, 120),
    st.booleans(),
)
def test_any_line_fits_its_width_and_names_every_value(values, stretch, width, ascii_only):
    band = None
    if stretch is not None:
        low, middle, high = sorted(stretch)
        band = Band("target", low, high, Mark("likely", middle))
    marks = tuple(Mark(f"m{rank}", value, rank) for rank, value in enumerate(values))
    line = NumberLine("things", marks, band, "In words.")

    rows = [plain(row) for row in draw(line, width, ascii_only=ascii_only)]

    if rows == ["In words."]:
        return
    labels = "\n".join(rows[2:])
    assert len(rows[1]) == width
    assert all(f"m{rank} " in labels for rank in range(len(values)))
    assert ("target" in labels) is (band is not None)
    assert all(columns_of(row) <= max(width, 40) for row in rows)


def test_every_sign_is_ascii_where_it_must_be():
    assert (ASCII.axis + ASCII.band + ASCII.middle + ASCII.marks).isascii()

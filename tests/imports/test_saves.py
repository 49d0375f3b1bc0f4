"""A table is read alike however it was saved: encodings, separators, line ends, dates."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from engine.imports.dates import UNREADABLE, day_in_name, day_of
from tests.imports.conftest import maker_module, truth

MADE = maker_module.sample(seed=9, connections=120)
TEXT = maker_module.connections_text(MADE)
PREAMBLE, TABLE = TEXT[: TEXT.index("First Name")], TEXT[TEXT.index("First Name") :]


def rewritten(change=lambda row: row, **how):
    page = io.StringIO()
    rows = list(csv.reader(io.StringIO(TABLE)))
    csv.writer(page, **how).writerows([rows[0], *map(change, rows[1:])])
    return page.getvalue()


def dated(shape):
    days = {maker_module._written(person.day): shape(person.day) for person in MADE.people}
    return rewritten(lambda row: [*row[:-1], days[row[-1]]])


def excel(day):
    return f"{day.day}-{day:%b}-{day:%y}"


SAVES = {
    "no final newline": TEXT.rstrip("\n").encode(),
    "a byte order mark": TEXT.encode("utf-8-sig"),
    "Windows line ends": TEXT.replace("\n", "\r\n").encode(),
    "old Mac line ends": TEXT.replace("\n", "\r").encode(),
    "UTF-16 with tabs": rewritten(delimiter="\t").encode("utf-16"),
    "UTF-16 without a mark": rewritten(delimiter="\t").encode("utf-16-le"),
    "UTF-16 the other way round": rewritten(delimiter="\t").encode("utf-16-be"),
    "semicolons": (PREAMBLE + rewritten(delimiter=";")).encode(),
    "semicolons, as said above": ("sep=;\n" + rewritten(delimiter=";")).encode("utf-8-sig"),
    "every cell in quotes": rewritten(quoting=csv.QUOTE_ALL).encode(),
    "a preamble whose quotes are broken": b'Notes:\n"you may "notice"\n\n' + TABLE.encode(),
    "columns the other way round": "".join(
        ",".join(row[::-1]) + "\n"
        for row in [[f'"{cell}"' for cell in row] for row in csv.reader(io.StringIO(TABLE))]
    ).encode(),
    "Excel's dates": dated(excel).encode(),
    "full months": dated(lambda day: f"{day.day:02} {day:%B} {day.year}").encode(),
    "days of one figure": dated(lambda day: f"{day.day} {day:%b} {day.year}").encode(),
    "American dates": dated(lambda day: f"{day:%m/%d/%Y}").encode(),
    "American dates with a time": dated(
        lambda day: f"{day.month}/{day.day}/{day:%y}, 2:37 PM"
    ).encode(),
    "dates of the standard": dated(str).encode(),
    "dates with points": dated(lambda day: f"{day:%d.%m.%Y}").encode(),
}


@pytest.mark.parametrize("save", SAVES)
def test_a_save_changes_no_figure(save, read, values, tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_bytes(SAVES[save])

    found = values(read(path, as_of=MADE.day))

    assert {name: found[name] for name in truth(MADE)} == truth(MADE)


def test_windows_letters_are_read_and_said_so(read, values, tmp_path):
    path = tmp_path / "Connections.csv"
    names = "".join(f"Zoë,B,,,Cafetería {at % 4},Fahrer,01 Jan 2026\n" for at in range(12))
    path.write_bytes((TABLE.splitlines()[0] + "\n" + names).encode("cp1252"))

    export = read(path)

    assert values(export)["companies"] == 4
    (file,) = [file for file in export.files if file.state == "read"]
    assert file.encoding == "Windows-1252"


def test_rows_that_cannot_be_used_are_counted_by_why(read, values, tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(
        "First Name,Last Name,Company,Position,Connected On\n"
        "A,B,C,D,01 Jan 2026\n"
        ",,,,\n"
        "\n"
        "A,B,C,D,01 Jan 2026,too,much\n"
        "A,B,C,D,01 Jan 2026,,\n"
        "A,B\n"
        "A,B,C,D,someday\n",
        encoding="utf-8",
    )

    export = read(path)

    (file,) = [file for file in export.files if file.state == "read"]
    assert file.rows == values(export)["connections"] == 4
    assert file.ignored == (("blank", 2), ("with more cells than the header", 1))
    assert file.undated == 1


def test_where_most_dates_cannot_be_read_nothing_is_told_by_them(read, whys, tmp_path):
    """Day first, as in much of the world: only some of these look wrong."""
    path = tmp_path / "Connections.csv"
    path.write_text(dated(lambda day: f"{day:%d/%m/%Y}"), encoding="utf-8")

    found = whys(read(path, as_of=MADE.day))

    assert "dates cannot be read" in found["growth"]
    assert found["connections"] is None


def test_a_file_with_headings_only_holds_nought_of_them(read, values, tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(TABLE.splitlines()[0], encoding="utf-8")

    assert values(read(path, as_of=MADE.day))["connections"] == 0


def test_columns_of_the_same_name_are_read_together(read, values, tmp_path):
    path = tmp_path / "Ad_Targeting.csv"
    path.write_text(
        "Company Names,Member Groups,Member Groups\nA,Chess; Go,Go;Bridge \n", encoding="utf-8"
    )

    assert values(read(path))["groups"] == 3


DATES = {
    "08 Feb 2026": (2026, 2, 8),
    "8 Sept 2026": (2026, 9, 8),
    "1 september 2026": (2026, 9, 1),
    "4-Apr-21": (2021, 4, 4),
    "4-Apr-99": (1999, 4, 4),
    "1/29/26, 2:37 PM": (2026, 1, 29),
    "1/29/26, 2:37\u202fPM": (2026, 1, 29),
    "12/31/2019": (2019, 12, 31),
    "2026-02-09 01:21:47": (2026, 2, 9),
    "2025-06-01 14:03:22 UTC": (2025, 6, 1),
    "2024/02/01 15:02:55 UTC": (2024, 2, 1),
    "2024-02-29T10:00:00Z": (2024, 2, 29),
    "31.12.2020": (2020, 12, 31),
    "Jan 2024": (2024, 1, 1),
    "2019": (2019, 1, 1),
}
ALL = ("day month year", "day.month.year", "month/day/year", "year-month-day", "month year")


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_read_in_its_shape(text):
    assert date.fromordinal(day_of(text, ALL)) == date(*DATES[text])


@pytest.mark.parametrize(
    "text",
    ["31 Feb 2026", "8 Brumaire 2026", "29/1/26", "0000-01-01", "someday", "1 2 3", "ma 2020"],
)
def test_what_is_no_date_is_not_guessed(text):
    assert day_of(text, ALL) == UNREADABLE


def test_a_shape_that_is_not_named_is_not_read():
    assert day_of("2019", ("day month year",)) == UNREADABLE
    assert day_of("  ", ALL) is None


def test_the_day_in_a_name():
    assert day_in_name("Basic_Export_02-08-2026 (1).zip", "month-day-year") == date(2026, 2, 8)
    assert day_in_name("export-08-02-2026", "day-month-year") == date(2026, 2, 8)
    assert day_in_name("2026-02-08.zip", "year-month-day") == date(2026, 2, 8)
    assert day_in_name("Basic_13-13-2026.zip", "month-day-year") is None
    assert day_in_name("export.zip", "month-day-year") is None


def test_shares_are_rounded_half_up(read, values, tmp_path):
    path = tmp_path / "Connections.csv"
    rows = "".join(f"A,B,{'X' if at < 1 else f'C{at}'},D,01 Jan 2026\n" for at in range(16))
    path.write_text(f"First Name,Last Name,Company,Position,Connected On\n{rows}", encoding="utf-8")

    assert values(read(path))["largest company"] == Decimal("6.3")  # 6.25

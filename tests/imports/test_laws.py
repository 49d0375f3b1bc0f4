"""What holds for every table: however rows are written, the figures are those of the rows."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.diagnostics import DunbarError
from engine.imports.dates import months_before

COLUMNS = ("First Name", "Last Name", "Company", "Position", "Connected On")
LETTERS = st.characters(codec="cp1252", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"])
TEXTS = st.text(LETTERS, max_size=8).map(lambda text: text.strip().strip('"'))
NAMES = st.text(st.sampled_from("abcXYZ,; \n'é"), min_size=1, max_size=6).filter(str.strip)
DAYS = st.dates(date(2005, 1, 1), date(2026, 6, 1))
ROWS = st.lists(
    st.tuples(
        NAMES, TEXTS, st.sampled_from(["", "Acme", "ACME Inc.", "Bold", "Cé & Co"]), TEXTS, DAYS
    ),
    max_size=30,
)
SHAPES = (
    lambda day: f"{day:%d %b %Y}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{day.day}-{day:%b}-{day:%y}",
    str,
    lambda day: f"{day:%m/%d/%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.month}/{day.day}/{day:%y}, 9:05 AM",
)
WAYS = st.fixed_dictionaries(
    {
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
        "separator": st.sampled_from([",", ";", "\t"]),
        "end": st.sampled_from(["\n", "\r\n"]),
        "order": st.permutations(range(len(COLUMNS))),
        "extra": st.booleans(),
        "preamble": st.sampled_from(["", 'Notes:\n"a ""b"", c"\n\n', "sep=;\n"]),
        "shape": st.sampled_from(SHAPES),
        "quoted": st.booleans(),
        "newline": st.booleans(),
    }
)
AS_OF = date(2026, 6, 1)


def written(rows, way):
    """A table of these rows, in one of many ways to write them."""
    page = io.StringIO()
    quoting = csv.QUOTE_ALL if way["quoted"] else csv.QUOTE_MINIMAL
    out = csv.writer(page, delimiter=way["separator"], lineterminator=way["end"], quoting=quoting)
    more = ["URL"] if way["extra"] else []
    cells = [[*COLUMNS], *([*row[:4], way["shape"](row[4])] for row in rows)]
    out.writerows([*(row[at] for at in way["order"]), *more] for row in cells)
    text = way["preamble"] + page.getvalue()
    return (text if way["newline"] else text.removesuffix(way["end"])).encode(way["encoding"])


def complaint(read, path):
    try:
        read(path)
    except DunbarError as error:
        return str(error)
    return ""


def expected(rows):
    year = months_before(AS_OF, 12)
    names = {"Acme": "acme", "ACME Inc.": "acme", "Bold": "bold", "Cé & Co": "cé"}
    companies = Counter(names[row[2]] for row in rows if row[2])
    enough = companies.total() >= 10
    largest = companies.most_common(1)[0][1] if enough else 0
    share = Decimal(100 * largest) / Decimal(companies.total() or 1)
    recent = Decimal(sum(row[4] > year for row in rows)) / 12
    return {
        "connections": len(rows),
        "connections a year ago": sum(row[4] <= year for row in rows),
        "growth": recent.quantize(Decimal("0.1"), ROUND_HALF_UP),
        "companies": len(companies),
        "largest company": share.quantize(Decimal("0.1"), ROUND_HALF_UP) if enough else None,
    }


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(rows=ROWS, way=WAYS)
def test_the_figures_are_those_of_the_rows(rows, way, read, values, tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_bytes(written(rows, way))

    found = values(read(path, as_of=AS_OF))

    assert {name: found[name] for name in expected(rows)} == expected(rows)


@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(rows=ROWS, way=WAYS, shuffled=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, way, shuffled, read, values, tmp_path):
    path, other = tmp_path / "Connections.csv", [*rows]
    shuffled.shuffle(other)

    path.write_bytes(written(rows, way))
    first = values(read(path, as_of=AS_OF))
    path.write_bytes(written(other, way))

    assert values(read(path, as_of=AS_OF)) == first


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.binary(max_size=400), begun=st.booleans(), zipped=st.booleans())
@example(data=b"\0\xff", begun=True, zipped=False)
@example(data=b'"', begun=True, zipped=True)
def test_any_bytes_at_all_give_figures_or_one_line(data, begun, zipped, read, tmp_path):
    header = b"First Name,Last Name,Company,Position,Connected On\n" if begun else b""
    path = tmp_path / "Connections.csv"
    if zipped:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("Connections.csv", header + data)
    else:
        path.write_bytes(header + data)

    assert "\n" not in complaint(read, path)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_an_archive_with_any_byte_changed_gives_figures_or_one_line(
    at, byte, read, maker, tmp_path
):
    path = tmp_path / "a.zip"
    if not path.exists():
        made = maker.sample(connections=5)
        maker.write_zip(maker.files_of(made), tmp_path / "whole", made.day)
    data = bytearray((tmp_path / "whole").read_bytes())
    data[-1 - at % len(data)] = byte
    path.write_bytes(data)

    assert "\n" not in complaint(read, path)

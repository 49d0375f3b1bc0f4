"""Exports of every era, however they arrive, give the figures of the people they were made of."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal

import pytest

from engine.diagnostics import DunbarError
from tests.imports.conftest import maker_module, of_the_whole, truth

ERAS = maker_module.ERAS


@pytest.fixture(scope="module", params=ERAS)
def made(request):
    return maker_module.sample(seed=3, connections=300, era=request.param)


def as_archive(made, folder):
    return maker_module.write_zip(
        maker_module.files_of(made), folder / maker_module.archive_name(made), made.day
    )


def as_archive_of_a_folder(made, folder):
    files = {f"export/{name}": text for name, text in maker_module.files_of(made).items()}
    return maker_module.write_zip(files, folder / maker_module.archive_name(made), made.day)


def as_archive_in_an_archive(made, folder):
    inner = as_archive(made, folder)
    outer = folder / "download.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, inner.name)
    inner.unlink()
    return outer


def as_folder(made, folder):
    name = maker_module.archive_name(made).removesuffix(".zip")
    return maker_module.write_folder(maker_module.files_of(made), folder / name)


def as_folder_with_an_archive(made, folder):
    as_archive(made, folder)
    return folder


WAYS = (
    as_archive,
    as_archive_of_a_folder,
    as_archive_in_an_archive,
    as_folder,
    as_folder_with_an_archive,
)


@pytest.mark.parametrize("way", WAYS)
def test_every_figure_is_that_of_the_people(made, way, read, values, tmp_path):
    export = read(way(made, tmp_path))

    assert (export.day, export.day_from) == (made.day, "name")
    dated = made.era != "2014"
    assert values(export) == {**truth(made, dated=dated), **of_the_whole(made)}


def test_connections_by_themselves_are_dated_by_the_newest(made, read, values, tmp_path):
    path = tmp_path / "Connections (1).csv"
    path.write_text(maker_module.connections_text(made), encoding="utf-8")

    export = read(path, as_of=made.day)
    undated = read(path)

    assert values(export) == {
        **dict.fromkeys(values(export)),
        **truth(made, dated=made.era != "2014"),
    }
    newest = max(person.day for person in made.people)
    wanted = (None, None) if made.era == "2014" else (newest, "newest row")
    assert (undated.day, undated.day_from) == wanted


def test_before_2015_there_are_no_dates_and_nothing_is_made_of_that(read, whys, tmp_path):
    made = maker_module.sample(seed=3, connections=50, era="2014")
    path = tmp_path / "linkedin_connections_export_microsoft_outlook.csv"
    path.write_text(maker_module.connections_text(made), encoding="utf-8")

    found = whys(read(path, as_of=made.day))

    assert found["growth"] == "Connections.csv has no dates"
    assert found["connections"] is None
    assert found["posts"] == "Shares.csv is not there"


def test_an_archive_without_a_day_in_its_name_is_of_the_day_of_its_files(read, tmp_path):
    made = maker_module.sample(connections=20)
    path = maker_module.write_zip(maker_module.files_of(made), tmp_path / "my.zip", made.day)

    export = read(path)

    assert (export.day, export.day_from) == (made.day, "archive")


def test_as_of_an_earlier_day_later_rows_are_left_out(read, values, tmp_path):
    made = maker_module.sample(seed=5, connections=200)
    day = date(2024, 6, 1)
    people = [person for person in made.people if person.day <= day]
    path = maker_module.write_zip(maker_module.files_of(made), tmp_path / "my.zip", made.day)

    export = read(path, as_of=day)

    assert values(export)["connections"] == len(people)
    (file,) = [file for file in export.files if file.name == "Connections.csv"]
    assert file.ignored == (("dated later than asked for", 200 - len(people)),)


def test_as_of_an_earlier_day_later_positions_and_accounts_are_left_out(read, values, tmp_path):
    files = {
        "Positions.csv": "Company Name,Title,Started On,Finished On\n"
        "A,Director,Jan 2025,\nB,Manager,Jan 2020,\n",
        "Registration.csv": "Registered At\n1/2/25\n",
    }
    path = maker_module.write_folder(files, tmp_path / "export_02-08-2026")

    now, before = values(read(path)), values(read(path, as_of=date(2024, 1, 1)))

    assert (now["career stage"], now["account age"]) == (None, Decimal("1.1"))
    assert (before["career stage"], before["years of work"]) == ("mid career", 4)
    assert before["account age"] is None


def test_an_export_cannot_tell_of_a_day_after_it_was_made(read, tmp_path):
    made = maker_module.sample(connections=20)
    path = maker_module.write_zip(maker_module.files_of(made), tmp_path / "my.zip", made.day)

    with pytest.raises(DunbarError) as caught:
        read(path, as_of=date(2027, 6, 1))

    assert str(caught.value) == "the export is of 2026-02-08; it cannot tell of 2027-06-01"


@pytest.mark.parametrize(
    ("name", "newest"),
    [("export", date(2026, 3, 1)), ("export_02-08-2026", date(2026, 1, 1))],
)
def test_a_row_of_a_day_to_come_is_not_the_newest(read, name, newest, monkeypatch, tmp_path):
    monkeypatch.setattr("engine.imports.reading._today", lambda: date(2026, 4, 1))
    rows = "".join(f"A,B,01 {month}\n" for month in ("Jan 2026", "Mar 2026", "May 2026"))
    files = {"Connections.csv": f"First Name,Last Name,Connected On\n{rows}"}

    assert read(maker_module.write_folder(files, tmp_path / name)).newest == newest


def test_what_is_found_missing_left_alone_and_strange_is_told_apart(read, tmp_path):
    made = maker_module.sample(connections=20)
    files = maker_module.files_of(made)
    files = {name: text for name, text in files.items() if not name.startswith("Shares")}
    export = read(maker_module.write_folder(files, tmp_path / "export"))

    states = {file.name: file.state for file in export.files}
    assert states["Shares.csv"] == "missing"
    assert states["Comments.csv"] == "read"
    assert export.left_alone == ("messages.csv", "Contacts.csv")
    assert export.others == 1


def test_two_files_that_may_be_one_table_are_not_guessed_between(read, whys, tmp_path):
    made = maker_module.sample(connections=20)
    files = maker_module.files_of(made)
    files |= {"Comments_1.csv": files[f"Comments_{made.member}.csv"]}

    export = read(maker_module.write_folder(files, tmp_path / "export"))

    assert whys(export)["comments"] == "Comments.csv is there 2 times, so none is read"

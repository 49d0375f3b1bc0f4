"""Whatever arrives as an export: one clear line, bounded memory, and nothing left behind."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile

import pytest

from engine.diagnostics import DunbarError
from engine.imports import limits
from tests.imports.conftest import maker_module

MADE = maker_module.sample(connections=30)
FILES = maker_module.files_of(MADE)
HEADER = "First Name,Last Name,Company,Position,Connected On\n"
ROW = "A,B,C,D,01 Jan 2026\n"


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    """Nothing is ever written, here or where temporary files go."""
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.chdir(place)
    yield
    assert list(place.iterdir()) == []


def complaint(read, path):
    with pytest.raises(DunbarError) as caught:
        read(path)
    said = str(caught.value)
    assert "\n" not in said
    return said.replace(str(path), "PATH")


def zipped(path, members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_nothing_there(read, tmp_path):
    assert complaint(read, tmp_path / "no.zip") == 'there is no file or folder "PATH"'


def test_an_empty_file(read, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"")

    assert complaint(read, path) == '"PATH" is empty'


def test_a_disk_that_fails_while_it_is_read(read, tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(HEADER.encode())

    def fails(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("pathlib.Path.open", fails)
    assert complaint(read, path) == '"PATH" cannot be read: Input/output error'


def test_a_pipe(read, tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)

    assert complaint(read, path) == '"PATH" is neither a file nor a folder'


def test_an_empty_archive_or_folder(read, tmp_path):
    zipped(tmp_path / "a.zip", {})
    (tmp_path / "folder").mkdir()

    for path in (tmp_path / "a.zip", tmp_path / "folder"):
        assert complaint(read, path).startswith(
            '"PATH" holds none of the files of your data export from LinkedIn (Connections.csv,'
        )


def test_an_archive_that_is_cut_off(read, tmp_path):
    path = maker_module.write_zip(FILES, tmp_path / "a.zip", MADE.day)
    whole = path.read_bytes()

    for length in (10, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:length])
        assert complaint(read, path) == (
            '"PATH" is an archive that is cut off or damaged; download it again'
        )


def test_an_archive_with_a_wrong_byte_loses_only_that_file(read, values, tmp_path):
    path = maker_module.write_zip(FILES, tmp_path / "a.zip", MADE.day)
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("Reactions.csv").header_offset + 60
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)

    export = read(path)

    problems = {file.name: file.problem for file in export.files}
    assert problems["Reactions.csv"] == "is damaged"
    assert values(export)["reactions"] is None
    assert values(export)["connections"] == 30


def encrypted(path, names):
    """An archive whose headers say that some members are encrypted."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.filename in names:
                data[info.header_offset + 6] |= 1
                at = data.index(info.filename.encode(), archive.start_dir) - 46
                data[at + 8] |= 1
    path.write_bytes(data)
    return path


def test_an_encrypted_archive(read, tmp_path):
    path = encrypted(maker_module.write_zip(FILES, tmp_path / "a.zip", MADE.day), set(FILES))

    assert complaint(read, path) == (
        '"PATH" is encrypted; unpack it with its password, and name the folder'
    )


def test_an_encrypted_member(read, whys, tmp_path):
    path = encrypted(
        maker_module.write_zip(FILES, tmp_path / "a.zip", MADE.day), {"Invitations.csv"}
    )

    assert whys(read(path))["invitations sent"] == "Invitations.csv is encrypted"


def test_paths_and_links_that_lead_out_of_an_archive_are_refused(read, tmp_path):
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("Comments.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", HEADER + ROW)
        archive.writestr("../Shares.csv", "Date,ShareLink\n2026-01-01,x\n")
        archive.writestr("/etc/Invitations.csv", "Sent At,Direction\n")
        archive.writestr("C:\\Reactions.csv", "Date,Type,Link\n")
        archive.writestr(link, "/etc/passwd")

    export = read(path)

    assert export.refused == (("links", 1), ("paths that lead out of the archive", 3))
    assert [file.name for file in export.files if file.state == "read"] == ["Connections.csv"]


def test_links_in_a_folder_are_not_followed(read, tmp_path):
    (tmp_path / "away.csv").write_text(HEADER + ROW, encoding="utf-8")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Reactions.csv").write_text("Date,Type,Link\n", encoding="utf-8")
    (folder / "Connections.csv").symlink_to(tmp_path / "away.csv")
    (folder / "loop").symlink_to(folder, target_is_directory=True)

    export = read(folder)

    assert export.refused == (("links", 2),)
    assert [file.name for file in export.files if file.state == "read"] == ["Reactions.csv"]


def bomb(path, name, size, header=b""):
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        member.write(header)
        for _ in range(size // 1_000_000):
            member.write(b"x" * 1_000_000)
    return path


def test_a_file_of_two_gigabytes_is_not_begun(read, tmp_path):
    """The size in the archive is enough; it costs no time."""
    path = zipped(tmp_path / "a.zip", {"Connections.csv": HEADER + ROW})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 2_000_000_000)
    path.write_bytes(data)

    assert complaint(read, path) == (
        'nothing in "PATH" can be read: Connections.csv is larger than 500 MB'
    )


def test_a_bomb_goes_off_in_bounded_memory(read, tmp_path):
    path = bomb(tmp_path / "a.zip", "Connections.csv", 60_000_000, HEADER.encode())
    assert path.stat().st_size < 100_000

    tracemalloc.start()
    found = read_or_complain(read, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "has a line of more than 1,000,000 bytes" in found
    assert peak < 12_000_000


def read_or_complain(read, path):
    try:
        return "; ".join(str(file.problem) for file in read(path).files)
    except DunbarError as error:
        return str(error)


def test_a_bomb_in_an_archive_in_an_archive(read, tmp_path):
    inner = bomb(tmp_path / "b.zip", "Connections.csv", 20_000_000, HEADER.encode())
    path = zipped(tmp_path / "a.zip", {"b.zip": inner.read_bytes()})

    assert "has a line of more than" in read_or_complain(read, path)


def test_archives_within_archives_end_after_two(read, tmp_path):
    data = io.BytesIO()
    zipped(data, {"Connections.csv": HEADER + ROW})
    for _ in range(3):
        outer = io.BytesIO()
        zipped(outer, {"a.zip": data.getvalue()})
        data = outer
    (tmp_path / "a.zip").write_bytes(data.getvalue())

    assert "holds none of the files" in complaint(read, tmp_path / "a.zip")


def test_an_archive_of_too_many_files_is_not_even_listed(read, tmp_path):
    path = zipped(tmp_path / "a.zip", {"Connections.csv": HEADER + ROW})
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    data[end + 10 : end + 12] = struct.pack("<H", 60_000)
    path.write_bytes(data)

    assert complaint(read, path) == '"PATH" holds too many files for an export (over 10,000)'


def test_several_archives_are_not_chosen_between(read, tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in ("a.zip", "b.zip"):
        zipped(folder / name, {"Connections.csv": HEADER + ROW})

    assert complaint(read, folder) == '"PATH" holds 2 archives; name one of them'


def test_more_rows_than_any_export_has(read, monkeypatch, tmp_path):
    monkeypatch.setattr("engine.imports.rows.MOST_ROWS", 50)
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + ROW * 51, encoding="utf-8")

    (problem,) = [file.problem for file in read(path).files if file.problem]
    assert problem == "has more than 50 rows"


def test_more_bytes_than_any_export_has(read, monkeypatch, tmp_path):
    monkeypatch.setattr("engine.imports.stream.MOST_BYTES", 1_000_000)
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + ROW * 60_000, encoding="utf-8")

    (problem,) = [file.problem for file in read(path).files if file.problem]
    assert problem == "is larger than 1 MB"


def test_more_companies_than_can_be_told_apart(read, whys, monkeypatch, tmp_path):
    monkeypatch.setattr("engine.imports.gathering.MOST_DIFFERENT", 20)
    monkeypatch.setattr("engine.imports.figures.MOST_DIFFERENT", 20)
    path = tmp_path / "Connections.csv"
    rows = "".join(f"A,B,C{at},D,01 Jan 2026\n" for at in range(40))
    path.write_text(HEADER + rows, encoding="utf-8")

    found = whys(read(path))

    assert found["companies"] == "there are more than 20 different values"
    assert found["connections"] is None


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (ROW + 'A,B,"C,D,01 Jan 2026\n' + ROW * 3, "near line 6"),
        (ROW + 'A,B,"C" D,E,01 Jan 2026\n' + ROW, "near line 3"),
    ],
)
def test_a_stray_quotation_mark_swallows_no_rows_unnoticed(read, rows, problem, tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + rows, encoding="utf-8")

    (found,) = [file.problem for file in read(path).files if file.problem]
    assert found == f"breaks off or has a stray quotation mark {problem}"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Contacts.csv", "Source,FirstName,LastName\n", "an address book, not connections"),
        ("messages.csv", "FROM,TO\n", "what people write to each other is not read"),
        ("Connections.csv", "Name,Salary\n", "has no row with the headings First Name and"),
        ("prices.csv", "Name,Price\nA,1\n", "is none of the files of your data export from"),
        ("picture.png", "\x89PNG\r\n\x1a\n\0\0\0", "is none of the files of your data export from"),
        ("notes.csv", "\n" * 500, "is none of the files of your data export from"),
    ],
)
def test_a_file_that_is_no_export(read, name, text, said, tmp_path):
    path = tmp_path / name
    path.write_bytes(text.encode("latin-1"))

    assert said in complaint(read, path)


def test_a_table_is_known_by_its_content_whatever_it_is_called(read, values, tmp_path):
    path = tmp_path / "my people.txt"
    path.write_text(HEADER + ROW * 3, encoding="utf-8")

    assert values(read(path))["connections"] == 3


def test_the_limits_are_far_above_any_export():
    assert limits.MOST_ROWS >= 1_000_000
    assert limits.MOST_BYTES >= 200_000_000

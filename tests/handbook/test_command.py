"""dunbar rules handbook: what it writes, where, and what it never touches."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

import cli
from engine.resources import data_root
from tests.knowledge import animal_files, write

TESTS = Path(__file__).parents[1]
PROGRAM = [sys.executable, str(Path(cli.__file__).resolve())]

RULES = """
feathers: {when: {covering: feathers}, then: {group: bird}, because: Feathers., source: B01}
scales: {when: {covering: scales}, then: {danger: risky}, because: Scales., source: B03}
"""


@pytest.fixture(scope="module")
def animals(tmp_path_factory):
    """A small knowledge base without cases, properties or a verdict."""
    return write(tmp_path_factory.mktemp("animals"), animal_files(RULES))


def made(folder, kb, *options):
    arguments = ["rules", "handbook", "-o", str(folder), "--kb", str(kb), *options]
    return CliRunner().invoke(cli.main, arguments, prog_name="dunbar")


def content(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_it_says_what_it_wrote_and_how_to_open_it(tmp_path):
    result = made(tmp_path / "book", TESTS / "faults")
    files = content(tmp_path / "book")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Wrote {len(files) - 1} files to {tmp_path}/book."
        f" Open {tmp_path}/book/index.html in a browser.\n"
    )
    assert b"All cases come out as expected." in files["index.html"]
    assert list(tmp_path.iterdir()) == [tmp_path / "book"]


def test_the_manifest_fits_its_schema_and_names_every_file(tmp_path, animals):
    schema = json.loads((data_root() / "docs" / "schemas" / "handbook.json").read_text())
    for name, kb in (("faults", TESTS / "faults"), ("animals", animals)):
        made(tmp_path / name, kb, "--quick")
        manifest = json.loads((tmp_path / name / "handbook.json").read_text("utf-8"))

        jsonschema.Draft202012Validator(schema).validate(manifest)
        assert {*manifest["files"], "handbook.json"} == set(content(tmp_path / name))


def test_a_base_without_cases_verdict_or_properties_has_a_handbook_too(tmp_path, animals):
    assert made(tmp_path / "book", animals).exit_code == 0
    assert "No case tries these rules yet." in (tmp_path / "book/index.html").read_text("utf-8")


def test_a_quick_one_says_what_it_leaves_out(tmp_path):
    assert made(tmp_path / "book", TESTS / "faults", "--quick").exit_code == 0
    coverage, properties = (
        (tmp_path / "book" / name).read_text("utf-8")
        for name in ("coverage.html", "properties.html")
    )

    assert "It was not counted for this book." in coverage
    assert "Nothing was proved for this book." in properties
    assert "not tried" in properties


def test_an_earlier_handbook_is_replaced_with_its_stale_pages(tmp_path, animals):
    book = tmp_path / "book"
    made(book, TESTS / "faults", "--quick")
    (book / ".DS_Store").write_text("")
    result = made(book, animals, "--date", "March 2027")

    assert result.exit_code == 0
    assert not (book / "rules" / "flat-battery.html").exists()
    assert "animals 2.1.0, March 2027." in (book / "index.html").read_text("utf-8")


def test_an_empty_folder_is_taken_and_keeps_its_mode(tmp_path, animals):
    book = tmp_path / "book"
    book.mkdir(mode=0o750)

    assert made(book, animals).exit_code == 0
    assert book.stat().st_mode & 0o777 == 0o750


def test_a_link_to_a_folder_stays_a_link(tmp_path, animals):
    (tmp_path / "real").mkdir()
    (tmp_path / "book").symlink_to(tmp_path / "real")

    assert made(tmp_path / "book", animals).exit_code == 0
    assert (tmp_path / "book").is_symlink()
    assert (tmp_path / "real" / "index.html").is_file()


def test_a_folder_that_holds_anything_else_is_refused_and_not_touched(tmp_path, animals):
    book = tmp_path / "book"
    made(book, animals)
    (book / "rules" / "my notes.txt").write_text("mine")
    before = content(book)
    result = made(book, TESTS / "faults")

    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        f"dunbar: {book} holds 1 file that this command did not make (rules/my notes.txt), and"
        " nothing of it is touched; name a new or an empty folder\n"
    )
    assert content(book) == before
    assert list(tmp_path.iterdir()) == [book]


@pytest.mark.parametrize("manifest", ["", "{}", "[]", '{"schema": "other/1", "files": {"a": ""}}'])
def test_a_manifest_of_something_else_is_no_handbook(manifest, tmp_path, animals):
    (tmp_path / "handbook.json").write_text(manifest)
    (tmp_path / "a").write_text("mine")
    result = made(tmp_path, animals)

    assert result.exit_code == 3
    assert "holds 2 files that this command did not make (a and handbook.json)" in result.stderr


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path, animals):
    (tmp_path / "book").write_text("mine")
    result = made(tmp_path / "book", animals)

    assert result.exit_code == 3
    assert result.stderr == (
        f"dunbar: {tmp_path}/book is a file; name a folder that is new, empty or made by this"
        " command\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path, animals):
    (tmp_path / "closed").mkdir(mode=0o500)
    result = made(tmp_path / "closed" / "book", animals)

    assert result.exit_code == 3
    assert "cannot be written: Permission denied" in result.stderr


def test_a_place_below_a_file_is_told(tmp_path, animals):
    (tmp_path / "file").write_text("mine")
    result = made(tmp_path / "file" / "book", animals)

    assert result.exit_code == 3
    assert "cannot be written: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_base_with_errors_has_no_handbook(tmp_path):
    broken = write(tmp_path / "kb", {"rules/one.yaml": "rules:\n  a: {when: {b: c}}\n"})
    result = made(tmp_path / "book", broken)

    assert (result.exit_code, result.stdout) == (3, "")
    assert not (tmp_path / "book").exists()


def test_without_a_folder_the_usage_is_told():
    result = CliRunner().invoke(cli.main, ["rules", "handbook"], prog_name="dunbar")

    assert result.exit_code == 2
    assert "Missing option '-o' / '--output'" in result.stderr


def test_an_interrupt_while_it_writes_leaves_the_old_one_whole(tmp_path, animals):
    book = tmp_path / "book"
    made(book, animals)
    before = content(book)
    script = (
        f"import sys; sys.path.insert(0, {str(data_root())!r}); import cli\n"
        "import engine.render.handbook as handbook\n"
        "site = handbook.site\n"
        "def slow(*given):\n"
        "    for number, file in enumerate(site(*given)):\n"
        "        yield file\n"
        "        if number == 3:\n"
        "            print('ready', flush=True)\n"
        "            import time; time.sleep(30)\n"
        "handbook.site = slow\n"
        f"cli.main(['rules', 'handbook', '-o', {str(book)!r}, '--kb', {str(animals)!r}])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (130, "\n")
    assert content(book) == before
    assert list(tmp_path.iterdir()) == [book]


def test_an_interrupt_at_the_last_moment_brings_the_old_one_back(tmp_path, monkeypatch):
    from engine.folders import replace_folder

    book, about = tmp_path / "book", {"schema": "test/1"}
    replace_folder(book, [("a.txt", "old"), ("below/b.txt", "old")], "list.json", about)
    before, rename = content(book), Path.rename

    def interrupted(self, target):
        if self.name == "new":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_folder(book, [("a.txt", "new")], "list.json", about)

    assert content(book) == before
    assert list(tmp_path.iterdir()) == [book]


def test_only_this_command_loads_the_templates():
    script = (
        f"import sys; sys.path.insert(0, {str(data_root())!r}); import cli\n"
        "commands = ['--help'], ['rules', 'handbook', '--help'], ['advise', 'industry=legal']\n"
        "for words in commands:\n"
        "    try: cli.main(words)\n"
        "    except SystemExit: pass\n"
        "print(sorted({'jinja2', 'markupsafe'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "[]"

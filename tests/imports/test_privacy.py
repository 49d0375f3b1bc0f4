"""Nothing but figures comes out: no value of an export is found in anything that is written."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine.resources import data_root
from tests.imports.conftest import maker_module

ROOT = data_root()
MADE = maker_module.sample(seed=21, connections=60)
LETTERS = re.compile(r"[^\W\d_]{4}")
A_DAY = re.compile(r"[\d/: -]+(, \d+:\d+ [AP]M| UTC)?|\d* ?[A-Z][a-z]{2} \d{4}", re.IGNORECASE)
# What is said of rows in general, or stands in the map, and would be found in any case.
COMMON = {
    "outgoing", "incoming", "like", "inbox", "director", "member_network", "mobile", "engineer",
    "software development", "director of engineering",
}  # fmt: skip


def secrets():
    """Every text about somebody in any file: names, companies, addresses, what they say."""
    titles = {title.casefold() for title, _ in maker_module.TITLES}
    found = {MADE.member}
    for name, text in maker_module.files_of(MADE).items():
        escape = "\\" if name.startswith("Comments") else None
        below = text.removeprefix(maker_module.PREAMBLE)
        for row in list(csv.reader(io.StringIO(below), escapechar=escape))[1:]:
            for cell in row:
                found |= {part.strip().casefold() for part in (cell, *cell.split("\n"))}
    return {
        each
        for each in found - COMMON - titles
        if each == MADE.member or (LETTERS.search(each) and not A_DAY.fullmatch(each))
    }


SECRETS = secrets()
KINDS_OF_SECRETS = {
    "a name": MADE.people[0].first,
    "a company": next(person.company for person in MADE.people if person.company),
    "an address": f"17 {MADE.owner.last} Street,",
    "a link": MADE.people[1].url,
    "the owner": f"{MADE.owner.last}ville",
    "a summary": f"Summary of {MADE.owner.first}, with",
    "a message": f"Dear {MADE.people[0].first},",
    "a group": "; ".join(MADE.groups),
    "the number of the member": MADE.member,
}


@pytest.mark.parametrize("kind", KINDS_OF_SECRETS)
def test_the_search_would_find(kind):
    assert KINDS_OF_SECRETS[kind].casefold() in SECRETS


def leaks(text):
    plain = text.casefold()
    return sorted(secret for secret in SECRETS if secret in plain)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A machine of its own: cache, temporary files, working folder, home."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("cache", "tmp", "work"):
        (folder / name).mkdir()
    files = maker_module.files_of(MADE)
    exports = tmp_path_factory.mktemp("exports")
    maker_module.write_zip(files, exports / maker_module.archive_name(MADE), MADE.day)
    maker_module.write_folder(files, exports / "folder")
    broken = {**files, "Connections.csv": files["Connections.csv"] + '\n"broken,off'}
    maker_module.write_zip(broken, exports / "broken.zip", MADE.day)
    (exports / "Contacts.csv").write_text(files["Contacts.csv"], encoding="utf-8")
    (exports / "messages.csv").write_text(files["messages.csv"], encoding="utf-8")
    whole = (exports / maker_module.archive_name(MADE)).read_bytes()
    (exports / "cut.zip").write_bytes(whole[: len(whole) // 2])
    flipped = bytearray(whole)
    with zipfile.ZipFile(exports / maker_module.archive_name(MADE)) as archive:
        flipped[archive.getinfo("Connections.csv").header_offset + 300] ^= 0xFF
    (exports / "flipped.zip").write_bytes(flipped)
    return folder, exports


def run(home, *arguments, stdin=""):
    folder, _ = home
    environment = {
        **os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"),
        "TMPDIR": str(folder / "tmp"), "PYTHONUTF8": "1",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        cwd=folder / "work", env=environment, input=stdin, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


ZIP = maker_module.archive_name(MADE)
COMMANDS = [
    (["import", "linkedin", ZIP], 0),
    (["import", "linkedin", ZIP, "--format", "json"], 0),
    (["import", "linkedin", "folder", "-o", "me.yaml"], 0),
    (["import", "linkedin", "broken.zip"], 0),
    (["import", "linkedin", "flipped.zip"], 0),
    (["import", "linkedin", "cut.zip"], 3),
    (["import", "linkedin", "Contacts.csv"], 3),
    (["import", "linkedin", "messages.csv"], 3),
    (["advise", "--linkedin", ZIP, "--trace", "full", "-o", "verdict.txt"], 0),
    (["advise", "--linkedin", ZIP, "--format", "json"], 0),
    (["advise", "--linkedin", "cut.zip"], 3),
    (["how", "target", "--linkedin", ZIP, "--take-suggestions"], 0),
    (["why-not", "size", "--linkedin", ZIP, "--format", "json"], 0),
    (["what-if", "connections=900", "--linkedin", ZIP], 0),
    (["what-if", "--sensitivity", "--linkedin", ZIP], 0),
    (["ask", "--linkedin", ZIP, "--save", "asked.yaml"], 0),
]


@pytest.mark.parametrize(("arguments", "code"), COMMANDS, ids=lambda each: str(each)[:60])
def test_no_command_says_anything_of_anybody(arguments, code, home):
    folder, exports = home
    there = [str(exports / each) if (exports / each).exists() else each for each in arguments]

    done = run(home, *there, stdin="yes\nskip\nskip\nskip\nquit\n")

    assert done.returncode == code, done.stderr
    assert leaks(done.stdout) == []
    assert leaks(done.stderr) == []
    assert "Traceback" not in done.stderr
    for path in folder.rglob("*"):
        if path.is_file():
            assert leaks(path.read_bytes().decode("utf-8", "replace")) == [], path
    assert list((folder / "tmp").iterdir()) == []


def test_in_memory_too_a_report_holds_figures_and_words_of_the_map_only(read, home):
    export = read(home[1] / ZIP)

    assert leaks(repr(export)) == []


def test_what_is_never_read_is_no_column(opened):
    (form,) = opened.knowledge.imports
    forbidden = {name.casefold() for name in form.never_read}
    kept = {
        heading.casefold()
        for table in form.tables
        for column in table.columns
        if not column.only_filled
        for heading in column.headings
    }

    assert kept & forbidden == set()
    assert {"birth date", "address", "content", "subject", "email address"} <= forbidden


def test_the_schema_leaves_no_room_for_rows(home):
    done = run(home, "import", "linkedin", str(home[1] / ZIP), "--format", "json")
    document = json.loads(done.stdout)
    (form,) = [Path(ROOT / "knowledge" / "imports" / "linkedin.yaml").read_text(encoding="utf-8")]

    for each in document["readings"]:
        assert each["name"] in form
        assert each["file"] in form

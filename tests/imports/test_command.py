"""The commands that read exports, as a person uses them, on two knowledge bases."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from cli import main
from engine.render.schema import verdict_schema
from engine.render.waiting import bar
from engine.resources import data_root
from tests.imports.conftest import maker_module

HERE = Path(__file__).parent
FAULTS = HERE.parent / "faults"
SCHEMA = json.loads((data_root() / "docs/schemas/import.json").read_text(encoding="utf-8"))
MADE = maker_module.sample(seed=3, connections=300)
LOGGER = """
imports:
  logger:
    about: the log of a battery monitor
    files:
      voltages.csv:
        known by: [Time, Volts]
        columns:
          day: {heading: Time, date: year-month-day}
          volts: Volts
          state: Starter
        dated by: day
    words:
      sounds:
        clicking: [click*]
    readings:
      measurements: {from: voltages.csv, count: rows, trust: high, says: "{rows} rows"}
      battery age:
        {from: voltages.csv, years since: day, tells: battery age, says: since the first row}
      starter:
        from: voltages.csv
        class: state
        by: sounds
        means: {clicking: clicks}
        suggests: starter
        says: 'the log has "{word}"'
"""


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    name = folder / maker_module.archive_name(MADE)
    return maker_module.write_zip(maker_module.files_of(MADE), name, MADE.day)


@pytest.fixture(scope="module")
def garage(tmp_path_factory):
    """The second knowledge base with an import map of its own, and a log."""
    base = tmp_path_factory.mktemp("garage")
    shutil.copytree(FAULTS, base / "kb")
    (base / "kb/knowledge/imports").mkdir()
    (base / "kb/knowledge/imports/logger.yaml").write_text(LOGGER, encoding="utf-8")
    log = base / "voltages.csv"
    log.write_text(
        "Time,Volts,Starter\n2020-01-01 10:00:00,12.6,fine\n2024-01-01 10:00:00,11.9,clicking\n",
        encoding="utf-8",
    )
    return base / "kb", log


def dunbar(*arguments, code=0, stdin=None):
    result = CliRunner().invoke(main, [*map(str, arguments)], input=stdin, prog_name="dunbar")
    assert result.exit_code == code, result.output + str(result.exception or "")
    return result


def test_the_report_tells_facts_figures_files_and_what_is_to_be_confirmed(export):
    expected = (HERE / "expected" / "report.txt").read_text(encoding="utf-8")

    assert dunbar("import", "linkedin", export).stdout == expected


def test_where_no_row_is_near_the_day_of_an_export_the_report_says_so(tmp_path):
    text = "First Name,Last Name,Connected On\nA,B,{}\n"
    path = tmp_path / "export_02-08-2026"
    for newest, said in (("09 Dec 2025", True), ("10 Dec 2025", False)):
        maker_module.write_folder({"Connections.csv": text.format(newest)}, path)
        shown = " ".join(dunbar("import", "linkedin", path).stdout.split())
        counted = "Its newest row is of 2025-12-09: --as-of 2025-12-09 counts from there."
        assert (counted in shown) is said


def test_the_report_as_data_is_as_its_schema_says(export):
    document = json.loads(dunbar("import", "linkedin", export, "--format", "json").stdout)

    jsonschema.validate(document, SCHEMA)
    assert document["as_of"] == "2026-02-08"
    assert document["facts"][1] == {
        "attribute": "connections",
        "value": 300,
        "read": {
            "value": 300,
            "file": "Connections.csv",
            "method": "300 rows, 6 hidden",
            "trust": "high",
        },
    }


def test_another_knowledge_base_reads_its_own_exports(garage):
    kb, log = garage

    text = dunbar("import", "logger", log, "--kb", kb).stdout
    document = json.loads(dunbar("import", "logger", log, "--kb", kb, "--format", "json").stdout)

    jsonschema.validate(document, SCHEMA)
    assert "battery age: 4 (voltages.csv: since the first row; medium trust)" in text
    assert document["suggestions"][0]["read"]["method"] == 'the log has "click"'


def test_a_profile_is_saved_that_tells_the_same_and_where_from(export, tmp_path):
    me = tmp_path / "me.yaml"

    said = dunbar("import", "linkedin", export, "-o", me).stderr
    again = json.loads(dunbar("advise", me, "--format", "json").stdout)
    read = json.loads(dunbar("advise", "--linkedin", export, "--format", "json").stdout)

    assert said == f"Saved to {me}. Go on with: dunbar advise {me}\n"
    assert again["verdict"] == read["verdict"]
    text = me.read_text(encoding="utf-8")
    assert "# Connections.csv: 300 rows, 6 hidden; high trust\nconnections: 300\n" in text
    assert "# career stage: established\n" in text


def test_a_profile_that_is_there_is_not_overwritten(export, tmp_path):
    me = tmp_path / "me.yaml"
    me.write_text("connections: 5\n", encoding="utf-8")

    said = dunbar("import", "linkedin", export, "-o", me, code=2).stderr

    assert "is there already" in said
    assert said.endswith("Usage: dunbar import NAME PATH -o NEW.yaml\n")
    assert me.read_text(encoding="utf-8") == "connections: 5\n"


def test_where_no_fact_can_be_read_no_profile_is_written_and_nothing_is_said_of_one(tmp_path):
    log = tmp_path / "Reactions.csv"
    log.write_text("Date,Type,Link\n2026-01-01,LIKE,x\n", encoding="utf-8")
    me = tmp_path / "me.yaml"

    result = dunbar("import", "linkedin", log, "-o", me, code=3)

    assert result.stdout == ""
    assert result.stderr == f"dunbar: {me} was not written: no fact could be read\n"
    assert not me.exists()


def test_a_profile_that_cannot_be_written_is_told_instead_of_the_report(export, tmp_path):
    result = dunbar("import", "linkedin", export, "-o", tmp_path / "nowhere" / "me.yaml", code=3)

    assert result.stdout == ""
    assert "cannot be written" in result.stderr


def test_a_calendar_that_cannot_be_written_is_told_instead_of_the_verdict(export, tmp_path):
    calendar = tmp_path / "nowhere" / "plan.ics"

    result = dunbar("advise", "--take-suggestions", "--linkedin", export, "--ics", calendar, code=3)

    assert result.stdout == ""
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("advise", "-o"),
        ("advise", "--ics"),
        ("how", "gap", "-o"),
        ("why-not", "gap=none", "-o"),
        ("what-if", "connections=900", "-o"),
        ("what-if", "--sensitivity", "-o"),
        ("ask", "-o"),
    ],
)
def test_what_is_read_is_never_overwritten(export, tmp_path, arguments):
    archive = tmp_path / export.name
    shutil.copyfile(export, archive)
    folder = maker_module.write_folder(maker_module.files_of(MADE), tmp_path / "export")
    table = next(folder.rglob("*.csv"))
    before = archive.read_bytes(), table.read_bytes()

    for read, output in ((archive, archive), (folder, folder), (folder, table)):
        result = dunbar(*arguments, output, "--linkedin", read, code=2)
        said = f'"{output}" is what is read, and would be overwritten'
        assert said in result.stderr
        assert result.stdout == ""
    assert (archive.read_bytes(), table.read_bytes()) == before


def test_a_new_file_in_the_folder_of_an_export_may_be_written(tmp_path):
    folder = maker_module.write_folder(maker_module.files_of(MADE), tmp_path / "export")

    dunbar("how", "gap", "--linkedin", folder, "-o", folder / "how.txt")

    assert (folder / "how.txt").is_file()


def test_the_verdict_says_what_was_read_and_what_was_told_instead(export, opened):
    text = dunbar("advise", "connections=500", "--linkedin", export).stdout
    document = json.loads(
        dunbar("advise", "connections=500", "--linkedin", export, "--format", "json").stdout
    )
    flowing = " ".join(text.split())

    assert (
        "Told connections: 500 (the export says 300; Connections.csv: 300 rows, 6 hidden; high"
        " trust)" in flowing
    )
    assert "Export industry: Software & IT Services (Profile.csv: the industry in" in flowing
    jsonschema.validate(document, verdict_schema(opened.knowledge))
    facts = {fact["attribute"]: fact for fact in document["facts"]}
    assert facts["connections"]["origin"] == "told"
    assert facts["connections"]["read"]["value"] == 300
    assert facts["industry"]["origin"] == "export"


def test_what_is_only_suggested_is_said_and_not_used(export):
    plain = dunbar("advise", "--linkedin", export, "--format", "json")
    taken = dunbar("advise", "--linkedin", export, "--take-suggestions", "--format", "json")

    assert 'career stage may be established (your current title holds "director")' in plain.stderr
    assert taken.stderr == ""
    assert "career stage" not in {f["attribute"] for f in json.loads(plain.stdout)["facts"]}
    assert "career stage" in {f["attribute"] for f in json.loads(taken.stdout)["facts"]}


def test_a_stage_that_is_told_is_not_asked_to_be_confirmed(export):
    assert dunbar("advise", "stage=early", "--linkedin", export).stderr == ""


def test_what_an_argument_calls_unknown_is_not_taken_from_the_export(export):
    document = json.loads(
        dunbar("advise", "connections=unknown", "--linkedin", export, "--format", "json").stdout
    )

    assert "connections" not in {fact["attribute"] for fact in document["facts"]}


def test_the_proof_goes_down_to_the_file(export):
    text = " ".join(dunbar("how", "gap", "--linkedin", export).stdout.split())

    assert "connections: 300 (Connections.csv: 300 rows, 6 hidden; high trust)" in text


def test_an_interview_offers_what_the_export_suggests(export):
    result = dunbar("ask", "--linkedin", export, stdin="yes\nquit\n")
    flowing = " ".join(result.output.split())

    assert 'Perhaps established: your current title holds "director". "yes" takes it.' in flowing
    assert "career stage: established." in flowing


def test_what_if_compares_with_the_export(export):
    text = dunbar("what-if", "connections=900", "--linkedin", export).stdout

    assert "900" in text


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["import", "linkdin", "EXPORT"], 3, 'no import map "linkdin"; did you mean "linkedin"?'),
        (["advise", "--as-of", "2026-01-01"], 2, "go with --linkedin"),
        (["advise", "--linkedin", "EXPORT", "--as-of", "soon"], 2, "'soon' does not match"),
        (["import", "linkedin", "nowhere.zip"], 3, 'there is no file or folder "nowhere.zip"'),
        (["advise", "--linkedin", "EXPORT", "--kb", str(FAULTS)],
         3, "write one under knowledge/"),
    ],
)  # fmt: skip
def test_wrong_words_are_told_on_stderr(arguments, code, said, export):
    there = [export if each == "EXPORT" else each for each in arguments]

    result = dunbar(*there, code=code)

    assert result.stdout == ""
    assert said in result.stderr


def test_a_file_that_cannot_be_used_is_told_and_the_rest_goes_on(tmp_path):
    files = maker_module.files_of(MADE) | {"Connections.csv": "nothing"}
    path = maker_module.write_folder(files, tmp_path / "export")

    result = dunbar("advise", "--linkedin", path, "--take-suggestions")

    assert result.stderr == (
        "dunbar: Connections.csv is left out: it has no row with the headings First Name and"
        " Connected On or First Name, Job Title and Department.\n"
    )


class Screen:
    """A stream that says whether it is a terminal, and keeps what is written."""

    def __init__(self, terminal):
        self.terminal, self.text, self.encoding = terminal, "", "utf-8"

    def isatty(self):
        return self.terminal

    def write(self, text):
        self.text += text
        return len(text)

    def flush(self):
        pass


@pytest.mark.parametrize(("terminal", "patience", "shown"), [
    (True, -1, True), (False, -1, False), (True, 1000, False),
])  # fmt: skip
def test_a_bar_is_shown_at_a_terminal_when_it_takes_long(terminal, patience, shown, monkeypatch):
    monkeypatch.setattr("engine.render.waiting.PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen(terminal)

    with bar("Reading my.zip", screen) as watch:
        for done in range(0, 100, 10):
            watch(done, 100)

    assert ("Reading my.zip" in screen.text) is shown


def test_the_export_in_the_examples_is_what_its_maker_makes():
    folder = HERE.parents[1] / "examples" / "export"
    files = maker_module.files_of(maker_module.sample(connections=150))

    found = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in folder.rglob("*")
        if path.is_file()
    }

    assert found == files

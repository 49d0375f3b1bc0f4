"""The command line as its two users meet it: output, errors, exit codes, files and pipes."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cli
from engine.resources import data_root

PROGRAM = [sys.executable, str(Path(cli.__file__).resolve())]
CONSULTANT = ("industry=consulting", "career stage=senior executive")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", **environment},
    )


def told(*arguments: str) -> dict[str, object]:
    return json.loads(run("advise", *arguments, "--format", "json").stdout)


def test_a_verdict_is_on_stdout_and_nothing_on_stderr() -> None:
    done = run("advise", *CONSULTANT)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Aim for about 440")


def test_what_the_rules_cannot_tell_exits_with_4_and_still_shows_everything() -> None:
    done = run("advise", "connections=12000")

    assert (done.returncode, done.stderr) == (4, "")
    assert "Not known" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("advise",), "tell at least one fact"),
        (("advise", "a.yaml", "b.yaml"), "second profile"),
        (("advise", "--frmat", "json", "industry=legal"), "No such option"),
        (("advise", "--format", "xml", "industry=legal"), "'xml' is not one of"),
        (("rules", "chekc"), "No such command"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_so_on_stderr(
    arguments: tuple[str, ...], message: str
) -> None:
    done = run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("senority=student", '"senority" is no attribute'),
        ("industry=qwertz", '"qwertz" is not a value of industry'),
        ("stage=studnet", 'did you mean "student"?'),
        ("connections=many", '"many" is not a number'),
        ("connections=-5", "-5 is out of range"),
        ("connections=30001", "30,001 is out of range"),
        ("connections=12_000", '"12_000" is not a number'),
        ("size=larger", "worked out by the rules"),
        ("goals=", '"goals" has no value'),
        ("missing.yaml", "missing.yaml"),
    ],
)
def test_what_cannot_be_used_exits_with_3_and_leaves_stdout_empty(
    argument: str, message: str
) -> None:
    done = run("advise", argument)

    assert (done.returncode, done.stdout) == (3, "")
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_every_problem_of_the_arguments_is_told_in_one_run() -> None:
    done = run("advise", "stage=studnet", "conections=5", "goals=fame")

    assert done.returncode == 3
    assert "3 errors" in done.stderr


def test_arguments_win_over_the_profile_and_unknown_takes_a_fact_back(tmp_path: Path) -> None:
    profile = tmp_path / "me.yaml"
    profile.write_text("industry: legal\nconnections: 1,200\ngoals: [job search]\n")

    found = told(str(profile), "industry=fintech", "goals=unknown")

    assert found["facts"] == [
        {
            "attribute": "industry",
            "value": "Financial Services",
            "origin": "told",
            "told_as": "fintech",
        },
        {"attribute": "connections", "value": 1200, "origin": "told"},
    ]


@pytest.mark.parametrize(
    "argument",
    ["stage=Senior_Executive", "stage=senior-executive", "Career-Stage=SENIOR EXECUTIVE"],
)
def test_case_dashes_and_underscores_in_words_do_not_matter(argument: str) -> None:
    found = told(argument)

    assert found["facts"] == [
        {"attribute": "career stage", "value": "senior executive", "origin": "told"}
    ]


@pytest.mark.parametrize("argument", ["invites with note=40%", "invites_with_note=40"])
def test_a_percent_sign_is_accepted(argument: str) -> None:
    assert told(argument)["facts"] == [
        {"attribute": "invites with note", "value": 40, "origin": "told"}
    ]


def test_json_output_never_imports_rich_nor_yaml_once_the_knowledge_is_cached(
    tmp_path: Path,
) -> None:
    script = (
        "import sys; sys.argv = ['dunbar', 'advise', 'industry=legal', '--format', 'json'];"
        f"sys.path.insert(0, {str(data_root())!r});"
        "import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'rich', 'yaml'} & set(sys.modules)), file=sys.stderr)"
    )
    for expected in ("['yaml']", "[]"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        )

        assert done.stderr.strip() == expected


def test_help_loads_nothing_of_the_engine_that_it_does_not_use() -> None:
    script = (
        f"import sys; sys.argv = ['dunbar', '--help']; sys.path.insert(0, {str(data_root())!r})\n"
        "import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'yaml', 'rich', 'durable_rules_engine', 'engine.loader', 'engine.chaining'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "[]"


def test_output_to_a_file_is_whole_and_readable_by_others(tmp_path: Path) -> None:
    output = tmp_path / "verdict.txt"

    done = run("advise", *CONSULTANT, "-o", str(output))

    assert (done.returncode, done.stdout) == (0, "")
    assert output.read_text(encoding="utf-8") == run("advise", *CONSULTANT).stdout
    assert stat.S_IMODE(output.stat().st_mode) & 0o400
    assert list(tmp_path.iterdir()) == [output]


def test_output_that_cannot_be_written_is_told_in_one_line_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    done = run("advise", *CONSULTANT, "-o", str(tmp_path / "no" / "such" / "folder.txt"))

    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    command = " ".join(f"'{part}'" for part in [*PROGRAM, "advise", *CONSULTANT])
    done = subprocess.run(
        ["sh", "-c", f"{command} | head -n 1"], capture_output=True, text=True, check=False
    )

    assert done.stdout.startswith("Aim for")
    assert "Traceback" not in done.stderr


def test_ctrl_c_leaves_no_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "waiting.yaml"
    output = tmp_path / "verdict.txt"
    script = (
        f"import sys, os, signal; sys.path.insert(0, {str(data_root())!r}); import cli\n"
        "import engine.commands.frame as frame\n"
        "def slow(*a, **k):\n"
        "    print('ready', flush=True)\n"
        "    import time; time.sleep(30)\n"
        "frame.open_base = slow\n"
        f"cli.main(['advise', 'industry=legal', '-o', {str(output)!r}])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)

    assert process.returncode != 0
    assert "Traceback" not in errors
    assert not output.exists()
    assert not fifo.exists()


def test_a_terminal_without_unicode_gets_plain_letters() -> None:
    done = run("advise", *CONSULTANT, PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "?" not in done.stdout.split("What to do next")[0]


@pytest.mark.parametrize("columns", ["40", "80", "100"])
def test_no_line_is_wider_than_the_screen(columns: str) -> None:
    done = run("advise", *CONSULTANT, "goals=job search", "--trace", "full", COLUMNS=columns)

    assert max(map(len, done.stdout.splitlines())) <= int(columns)


def test_a_clean_knowledge_base_has_nothing_to_mend() -> None:
    done = run("rules", "check", "--strict")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing to mend.")


def test_check_tells_every_finding_on_stdout_and_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "words.yaml").write_text(
        "attributes:\n  mood: {one of: [good, bad], ask: How are you?}\n  tip: {one of: [rest]}\n"
    )
    (tmp_path / "rules" / "one.yaml").write_text(
        "rules:\n  rest:\n    when: {moood: bad}\n    then: {tip: restt}\n"
    )

    done = run("rules", "check", "--kb", str(tmp_path))

    assert (done.returncode, done.stderr) == (1, "")
    assert "rules/one.yaml:3:12: error[unknown-attribute]" in done.stdout
    assert "rules/one.yaml:4:17: error[unknown-value]" in done.stdout


def test_a_folder_without_a_knowledge_base_exits_with_3(tmp_path: Path) -> None:
    done = run("advise", "industry=legal", "--kb", str(tmp_path / "nothing"))

    assert (done.returncode, done.stdout) == (3, "")
    assert "no folder" in done.stderr


def test_findings_can_be_read_by_github_and_by_programs(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "knowledge").mkdir()

    github = run("rules", "check", "--kb", str(tmp_path), "--format", "github")
    data = run("rules", "check", "--kb", str(tmp_path), "--format", "json")

    assert github.stdout.startswith("::error ")
    assert json.loads(data.stdout)["errors"] == 1


def test_the_page_of_a_message_can_be_read() -> None:
    done = run("explain", "unknown-attribute")

    assert done.returncode == 0
    assert done.stdout.startswith("# unknown-attribute")


def test_a_message_that_does_not_exist_is_told_with_the_nearest() -> None:
    done = run("explain", "unkown-atribute")

    assert (done.returncode, done.stdout) == (3, "")
    assert 'did you mean "unknown-attribute"?' in done.stderr


def test_a_rule_can_be_shown_with_its_claims_and_lines() -> None:
    done = run("rules", "show", "senior_executive_curated")

    assert done.returncode == 0
    assert "rules/career-stage.yaml" in done.stdout
    assert "A39" in done.stdout


def test_a_rule_that_does_not_exist_is_told_with_the_nearest() -> None:
    done = run("rules", "show", "senior-executive-curatd")

    assert (done.returncode, done.stdout) == (3, "")
    assert "senior-executive-curated" in done.stderr


def test_every_rule_is_listed_once() -> None:
    listed = json.loads(run("rules", "list", "--format", "json").stdout)["rules"]

    assert len(listed) == len({rule["rule"] for rule in listed}) > 100


def test_output_goes_through_a_link_and_into_a_device(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.txt", tmp_path / "link.txt"
    kept.write_text("before")
    link.symlink_to(kept)

    through = run("advise", *CONSULTANT, "-o", str(link))
    shown = run("advise", *CONSULTANT, "-o", "-")
    into = run("advise", *CONSULTANT, "-o", "/dev/null")

    assert (through.returncode, shown.returncode, into.returncode) == (0, 0, 0)
    assert link.is_symlink()
    assert kept.read_text(encoding="utf-8") == shown.stdout


def test_how_and_why_not_answer_from_the_same_facts() -> None:
    how = run("how", "approach", *CONSULTANT, "--depth", "line")
    why_not = run("why-not", "size=larger", *CONSULTANT)
    nothing = run("how", "pace", "connections=5")
    misspelt = run("how", "aproach", *CONSULTANT)

    assert how.stdout.startswith("approach: curated")
    assert why_not.stdout.startswith('Not "size: larger": size is smaller.')
    assert (how.returncode, why_not.returncode, nothing.returncode) == (0, 0, 4)
    assert (misspelt.returncode, misspelt.stdout) == (3, "")
    assert 'did you mean "approach"?' in misspelt.stderr


@pytest.mark.parametrize("form", ["mermaid", "dot", "svg"])
def test_a_proof_can_be_drawn(form: str) -> None:
    drawn = run("how", "target", *CONSULTANT, "--graph", form)

    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert "senior-executive-curated" in drawn.stdout


def test_output_to_the_standard_output_keeps_what_its_file_holds(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text("before\n")
    command = " ".join(f"'{part}'" for part in [*PROGRAM, "advise", *CONSULTANT])

    subprocess.run(["sh", "-c", f"{command} -o /dev/stdout >> '{log}'"], check=True)

    assert log.read_text(encoding="utf-8").startswith("before\nAim for")


def test_a_private_file_stays_private(tmp_path: Path) -> None:
    output = tmp_path / "mine.txt"
    output.touch(mode=0o600)

    run("advise", *CONSULTANT, "-o", str(output))

    assert stat.S_IMODE(output.stat().st_mode) == 0o600


def test_the_profile_is_not_overwritten_by_its_verdict(tmp_path: Path) -> None:
    profile = tmp_path / "me.yaml"
    profile.write_text("industry: legal\n")

    done = run("advise", str(profile), "-o", str(profile))

    assert (done.returncode, profile.read_text()) == (2, "industry: legal\n")


def test_nothing_that_was_typed_can_steer_the_terminal() -> None:
    done = run("rules", "show", "\x1b[31mred")

    assert done.returncode == 3
    assert "\x1b" not in done.stderr

"""``advise --format html`` and ``--format markdown``, as a person meets them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from tests.render.report.conftest import parsed

FAULTS = ("--kb", str(Path(__file__).parents[2] / "faults"))
STUCK = ("starter=clicks", "signs=burning smell")


def advise(*arguments):
    return CliRunner().invoke(cli.main, ["advise", *arguments], prog_name="dunbar")


@pytest.mark.parametrize(
    ("arguments", "code", "headline"),
    [
        (("industry=consulting", "stage=senior executive"), 0, "Aim for about 440 well-chosen"),
        (("connections=12000",), 4, "No number yet."),
        (
            ("industry=consulting", "--basis", "article"),
            0,
            "A larger network than usual suits you.",
        ),
        ((*STUCK, *FAULTS), 0, "The starter motor is stuck."),
        (("fuel=enough", *FAULTS), 4, "No cause stands out."),
    ],
)
def test_every_knowledge_base_has_a_page_and_the_same_in_markdown(arguments, code, headline):
    page = advise(*arguments, "--format", "html")
    markdown = advise(*arguments, "--format", "markdown")

    assert (page.exit_code, markdown.exit_code) == (code, code)
    assert next(parsed(page.stdout).all("h1")).text.startswith(headline)
    assert markdown.stdout.startswith(f"# {headline}")
    assert [element.text for element in parsed(page.stdout).all("h2")] == [
        line.removeprefix("## ") for line in markdown.stdout.splitlines() if line.startswith("## ")
    ]


def test_a_page_is_written_to_a_file_whole(tmp_path):
    target = tmp_path / "report.html"
    done = advise(*STUCK, *FAULTS, "--format", "html", "-o", str(target))

    assert (done.exit_code, done.output) == (0, "")
    assert target.read_text("utf-8") == advise(*STUCK, *FAULTS, "--format", "html").stdout
    assert list(tmp_path.glob("*report*")) == [target]


def test_what_cannot_be_used_writes_no_page(tmp_path):
    target = tmp_path / "report.html"
    done = advise("starter=clcks", *FAULTS, "--format", "html", "-o", str(target))

    assert (done.exit_code, done.stdout) == (3, "")
    assert not target.exists()


def test_nothing_told_is_wrong_usage():
    done = advise("--format", "markdown")

    assert (done.exit_code, done.stdout) == (2, "")
    assert "tell at least one fact" in done.stderr


def test_the_trace_says_how_much_of_the_reasoning_is_open():
    found = {
        trace: advise(*STUCK, *FAULTS, "--format", "html", "--trace", trace).stdout
        for trace in ("none", "short", "full")
    }

    assert ["<details" in page for page in found.values()] == [False, True, True]
    assert ["<details open" in page for page in found.values()] == [False, False, True]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_page_is_not_poured_over_a_terminal_unless_it_is_insisted_on():
    command = [
        sys.executable,
        str(Path(cli.__file__)),
        "advise",
        *STUCK,
        *FAULTS,
        "--format",
        "html",
    ]
    refused, shown = _at_a_terminal(command)
    insisted, page = _at_a_terminal([*command, "-o", "-"])

    assert refused == 2
    assert "a page is not for a terminal" in shown
    assert "-o report.html" in shown
    assert insisted == 0
    assert "<!doctype html>" in page


def _at_a_terminal(command):
    ours, theirs = os.openpty()
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 1 << 16):
            shown += part
    except OSError:
        pass  # Linux's way of telling that the other end is closed
    os.close(ours)
    return process.wait(60), shown.decode()


def test_text_and_data_do_without_templates():
    script = (
        "import sys; sys.argv = ['dunbar', 'advise', 'industry=legal', '--format', sys.argv[1]];"
        f"sys.path.insert(0, {str(Path(cli.__file__).parent)!r}); import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "sys.exit('jinja2' in sys.modules)"
    )
    for form, loaded in (("text", 0), ("json", 0), ("markdown", 0), ("html", 1)):
        done = subprocess.run(
            [sys.executable, "-c", script, form], stdout=subprocess.DEVNULL, check=False
        )
        assert (form, done.returncode) == (form, loaded)

"""At a real terminal: a menu of answers, keys that edit, Ctrl-C, the offer of advise."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from engine.commands import interview
from engine.dialog.readers import PipeReader, Prompt

pty = pytest.importorskip("pty")

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 30  # seconds until a slow machine is given up
_STEERING = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|[\x08\r]")


class Screen:
    """A program at a terminal: what it shows, and the keys that are pressed."""

    def __init__(self, *arguments, kb="tests/faults", **environment):
        self.shown = ""
        self.pid, self.keys = pty.fork()
        if not self.pid:
            settings = {"TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1", **environment}
            os.chdir(CHECKOUT)
            os.execve(
                sys.executable,
                [sys.executable, "cli.py", *arguments, "--kb", str(kb)],
                {**os.environ, **settings},
            )

    def waits_for(self, text):
        """Read until it is shown; then forget what was shown."""
        until = time.monotonic() + PATIENCE
        while text not in self.shown:
            assert time.monotonic() < until, self.shown
            if not self._more():
                assert text in self.shown, self.shown
                break
        self.shown = self.shown.partition(text)[2]

    def press(self, keys):
        os.write(self.keys, keys.encode())

    def code(self):
        while self._more():
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _more(self):
        if not select.select([self.keys], [], [], PATIENCE)[0]:
            os.kill(self.pid, signal.SIGKILL)
            return False
        try:
            data = os.read(self.keys, 65536)
        except OSError:
            return False
        if b"\x1b[6n" in data:  # where the cursor is
            os.write(self.keys, b"\x1b[1;1R")
        self.shown += _STEERING.sub("", data.decode("utf-8", "replace"))
        return bool(data)


def test_answers_are_completed_and_edited():
    screen = Screen("ask")
    screen.waits_for("4. turns normally")
    screen.waits_for("starter>")
    screen.press("turns norm")
    screen.waits_for("turns normally")  # in the menu
    screen.press("\x15clixks\x1b[D\x1b[D\x7fc\r")  # the keys of an editor
    screen.waits_for("starter: clicks")
    screen.waits_for("signs>")
    screen.press("dim lights, burn")
    screen.waits_for("burning smell")  # in the menu
    screen.press("\t")
    screen.waits_for("ing smell")
    screen.press("\r")
    screen.waits_for("Nothing that was not asked could change the cause: starter motor.")
    screen.waits_for("Go on to the rest of the verdict?")
    screen.press("\r")

    assert screen.code() == 0


def test_the_offer_to_go_on_is_as_narrow_as_the_page(monkeypatch, ask):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(PipeReader, "__init__", _offering)
    said = ask(told=("starter=clicks", "signs=burning smell")).stdout

    assert "Go on to the rest of the verdict?" in said
    assert max(map(len, said.splitlines())) <= 40


def _offering(self, lines, write):
    self._lines, self._write, self.offers = lines, write, True


@pytest.mark.parametrize("terminal", ["xterm", "dumb"])
def test_ctrl_c_ends_it_with_a_line_and_nothing_saved(terminal):
    screen = Screen("ask", TERM=terminal)
    screen.waits_for("starter>")
    screen.press("\x03")
    screen.waits_for("\nNothing was saved.")

    assert "Traceback" not in screen.shown
    assert screen.code() == 130


def test_advise_without_facts_offers_to_ask():
    screen = Screen("advise")
    screen.waits_for("Nothing was told. Shall I ask? [Y/n]")
    screen.press("\n")
    screen.waits_for("starter>")
    screen.press("\x04")
    screen.waits_for("The input ended before the cause was settled.")

    assert screen.code() == 4


def test_who_does_not_want_to_be_asked_is_told_how_to_tell():
    screen = Screen("advise")
    screen.waits_for("[Y/n]")
    screen.press("n\n")
    screen.waits_for("tell at least one fact")

    assert screen.code() == 2


def test_a_pipe_loads_nothing_that_edits_lines():
    program = (
        "import sys; from cli import main\n"
        "main(['ask', '--kb', 'tests/faults'], standalone_mode=False)\n"
    )
    check = "import atexit, sys; atexit.register(lambda: print('prompt_toolkit' in sys.modules))\n"
    done = subprocess.run(
        [sys.executable, "-c", check + program],
        input="clicks\n", capture_output=True, text=True, cwd=CHECKOUT, check=False,
    )  # fmt: skip

    assert "Question 2" in done.stdout
    assert done.stdout.splitlines()[-1] == "False"


def test_a_terminal_without_prompt_toolkit_is_read_plainly(monkeypatch):
    monkeypatch.setitem(sys.modules, "prompt_toolkit", None)
    monkeypatch.delitem(sys.modules, "engine.dialog.terminal", raising=False)
    monkeypatch.setattr(interview, "_is_terminal", lambda _: True)
    monkeypatch.setattr(sys, "stdin", StringIO("one\n"))
    said = []

    reader = interview.reader(said.append, aside=False)

    assert [reader.read(Prompt("a> ")), reader.read(Prompt("a> "))] == ["one", None]
    assert said == ["a> ", "a> ", "\n"]

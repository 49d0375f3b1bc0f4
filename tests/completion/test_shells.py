"""Tab in real shells: what stands on the line afterwards, as the program gets it."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import stat
import sys
import time
from pathlib import Path

import pytest

import cli
from engine.completion import SHELLS, script

pty = pytest.importorskip("pty")

PROGRAM = Path(cli.__file__).resolve()
FAULTS = Path(__file__).parents[1] / "faults"
PATIENCE = 30  # seconds until a slow machine is given up
_STEERING = re.compile(r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>]|[()].)")

# Answers completion as the program does, and else tells what it was given.
STAND_IN = """\
#!/bin/sh
if [ -n "$_DUNBAR_COMPLETE" ]; then exec {python} {program}; fi
printf 'given'; printf ' <%s>' "$@"; echo ' end'
"""
STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
SETTING = {
    "bash": "PS1='ready> '; bind 'set bell-style none'; source {script}",
    "zsh": "PS1='ready> '; autoload -Uz compinit; compinit -u -D; source {script}",
    "fish": "function fish_prompt; echo 'ready> '; end; source {script}",
}


class Shell:
    """An interactive shell in a terminal."""

    def __init__(self, name, folder):
        self.shown = ""
        tools = folder / "bin"
        tools.mkdir()
        stand_in = tools / "dunbar"
        stand_in.write_text(STAND_IN.format(python=sys.executable, program=PROGRAM))
        stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
        (folder / name).write_text(script(name), encoding="utf-8")
        environment = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder),
            "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": "300", "LINES": "60",
        }  # fmt: skip
        self.pid, self.keys = pty.fork()
        if not self.pid:
            os.chdir(folder)
            os.execvpe(STARTS[name][0], STARTS[name], environment)
        self.press(SETTING[name].format(script=folder / name) + "; dunbar set up\r")
        assert self.given() == ["set", "up"]

    def typed(self, keys):
        """What the program is given after these keys and Enter."""
        self.press(f"{keys}\r")
        return self.given()

    def press(self, keys):
        os.write(self.keys, keys.encode())

    def given(self):
        until = time.monotonic() + PATIENCE
        while (found := re.search(r"given((?: <[^>]*>)*) end", self.shown)) is None:
            assert time.monotonic() < until, self.shown
            self._more()
        self.shown = self.shown[found.end() :]
        return re.findall(r"<([^>]*)>", found[1])

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.keys)

    def _more(self):
        if select.select([self.keys], [], [], 1)[0]:
            data = os.read(self.keys, 65536)
            if b"\x1b[c" in data or b"\x1b[0c" in data:  # what kind of terminal it is
                os.write(self.keys, b"\x1b[?62c")
            if b"\x1b[6n" in data:  # where the cursor is
                os.write(self.keys, b"\x1b[1;1R")
            self.shown += _STEERING.sub("", data.decode("utf-8", "replace")).replace("\r", "")


@pytest.fixture(params=SHELLS)
def shell(request, tmp_path):
    if shutil.which(request.param) is None:
        pytest.skip(f"there is no {request.param} here")
    shutil.copytree(FAULTS, tmp_path / "kb")
    found = Shell(request.param, tmp_path)
    yield found
    found.close()


def test_tab_completes_what_the_knowledge_base_knows(shell):
    """Names with spaces; values behind =; lists; what follows a colon; open quotes; silence."""
    advise = ["advise", "--kb", "kb"]

    assert shell.typed('dunbar adv\t--kb kb bat\tv\t12 "starter=turns n\t') == [
        *advise, "battery voltage=12", "starter=turns normally",
    ]  # fmt: skip
    assert shell.typed("dunbar advise --kb kb signs=dim\\ lights,ru\tfuel=en\t") == [
        *advise, "signs=dim lights,rust on the terminals", "fuel=enough",
    ]  # fmt: skip
    assert shell.typed("dunbar how --kb kb check:ju\tsig\t") == [
        "how", "--kb", "kb", "check:jump-leads", "signs=",
    ]  # fmt: skip
    assert shell.typed("dunbar advise --kb nowhere starter=cl\t") == [
        "advise", "--kb", "nowhere", "starter=cl",
    ]  # fmt: skip

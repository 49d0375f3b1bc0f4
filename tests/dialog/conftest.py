from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main

FAULTS = Path(__file__).parents[1] / "faults"


@pytest.fixture(autouse=True)
def _page(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def ask(monkeypatch, tmp_path):
    """``ask("clicks", "skip", told=("--kb", ...))``: a conversation from a pipe."""
    monkeypatch.chdir(tmp_path)

    def ask(*lines, told=(), faults=True, exits=(0,)):
        kb = ("--kb", str(FAULTS)) if faults else ()
        result = CliRunner().invoke(
            main, ["ask", *told, *kb], "".join(f"{line}\n" for line in lines), prog_name="dunbar"
        )
        assert result.exit_code in exits, result.output + repr(result.exception)
        return result

    return ask

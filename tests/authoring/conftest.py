from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main

FAULTS = Path(__file__).parents[1] / "faults"


@pytest.fixture
def car(tmp_path):
    """A copy of the knowledge base about cars, to be written to."""
    return Path(shutil.copytree(FAULTS, tmp_path / "car"))


@pytest.fixture
def new():
    """``new(base, "ID", "--when", ...)``: the command, with the lines of a pipe as ``lines``."""

    def new(base, *arguments, lines=(), code=0, **environment):
        result = CliRunner().invoke(
            main,
            ["rules", "new", *arguments, "--kb", str(base)],
            "".join(f"{line}\n" for line in lines),
            env={"COLUMNS": "80", "NO_COLOR": "1", **environment},
            prog_name="dunbar",
        )
        assert result.exit_code == code, result.output + repr(result.exception)
        return result

    return new


def texts_of(folder):
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }

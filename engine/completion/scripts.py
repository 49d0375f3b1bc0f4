"""The scripts that tell a shell how to complete ``dunbar``."""

from __future__ import annotations

from pathlib import Path

SHELLS = ("bash", "zsh", "fish")


def script(shell: str) -> str:
    """The script for one of ``SHELLS``, with the line that installs it."""
    return (Path(__file__).parent / f"dunbar.{shell}").read_text(encoding="utf-8")

"""Whole outputs, kept in files; ``REWRITE=1 pytest tests/diff`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

EXPECTED = Path(__file__).parent / "expected"


def same_as(name: str, text: str) -> None:
    path = EXPECTED / name
    if os.environ.get("REWRITE"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")

"""What is to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .files import Form

Explain = Literal["none", "rules"]
Watch = Callable[[int, int], None]
"""So much is done, of so much."""


@dataclass(frozen=True, slots=True)
class Job:
    """Files of profiles to be answered into one ``output``, or into a folder, a part for each.

    ``sample`` asks for so many rows instead, one for each set of rules that fire together.
    ``resume`` leaves out the parts that are there. ``memory`` is as DuckDB writes it ("4GB").
    """

    inputs: tuple[Path, ...]
    output: Path
    read: Form
    written: Form
    explain: Explain = "rules"
    threads: int | None = None
    memory: str | None = None
    sample: int | None = None
    resume: bool = False
    parts: bool = False

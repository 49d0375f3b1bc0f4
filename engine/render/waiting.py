"""A bar for work that takes long: only at a terminal, and gone when the work is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5  # seconds before a bar is shown

Watch = Callable[[int, int], None]  # so much is done, of so much


@contextmanager
def bar(what: str, stream: TextIO | None) -> Iterator[Watch]:
    """What is to be called with how much is done, and of how much."""
    begun = monotonic()
    shown: list[Progress] = []

    def watch(done: int, total: int) -> None:
        if not shown and monotonic() - begun > PATIENCE and _drawable(stream):
            shown.append(_started(what, stream))
        for progress in shown:
            progress.update(progress.task_ids[0], completed=min(done, total), total=total)

    try:
        yield watch
    finally:
        for progress in shown:
            progress.stop()


def _drawable(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _started(what: str, stream: TextIO | None) -> Progress:
    from rich.console import Console  # noqa: PLC0415 - only who waits pays for it
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415

    from .characters import safe  # noqa: PLC0415

    plain = bool(os.environ.get("NO_COLOR"))
    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        console=Console(file=stream, no_color=plain, markup=False),
        transient=True,
    )
    progress.add_task(safe(what), total=None)
    progress.start()
    return progress

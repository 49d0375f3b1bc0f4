"""Work shared with a second process, where there are a second processor and enough to do."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

from ..inference import Inference
from .case import Case, Infer

WORTH_SHARING = 24

Noted = TypeVar("Noted")
Other = TypeVar("Other")


def shared(
    cases: Sequence[Case], infer: Infer, note: Callable[[Case, Inference], Noted]
) -> list[Noted]:
    """What is to be noted of each case; every second one is run by a copy of this process.

    ``note`` must give plain values, which are handed over by pickle between the two.
    """

    def noted(some: Sequence[Case]) -> list[Noted]:
        collecting = gc.isenabled()
        gc.disable()  # a run leaves little behind, and looking for it takes longer
        try:
            return [note(case, infer(case.facts, case.basis)) for case in some]
        finally:
            if collecting:
                gc.enable()

    if len(cases) < WORTH_SHARING or not _can_share():
        return noted(cases)
    for basis in dict.fromkeys(case.basis for case in cases):
        infer((), basis)  # compiles what both need
    other: _Other[Noted] = _Other(lambda: noted(cases[1::2]))
    try:
        mine = noted(cases[::2])
        theirs = other.answer()
    except BaseException:
        other.stop()
        raise
    if theirs is None:  # it was stopped from outside, or had no memory: do it here
        theirs = noted(cases[1::2])
    return [(mine, theirs)[number % 2][number // 2] for number in range(len(cases))]


def beside(
    work: Callable[[], list[Noted]], meanwhile: Callable[[], Other]
) -> tuple[list[Noted], Other]:
    """``work`` in a copy of this process where there is a second processor, ``meanwhile`` here.

    What ``work`` gives must be plain values, as in ``shared``.
    """
    if not _can_share():
        return work(), meanwhile()
    copy: _Other[Noted] = _Other(work)
    try:
        found = meanwhile()
        answer = copy.answer()
    except BaseException:
        copy.stop()
        raise
    return (work() if answer is None else answer), found


def _can_share() -> bool:
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1


class _Other(Generic[Noted]):
    """A copy of this process that works out one thing, hands it over, and is gone."""

    def __init__(self, work: Callable[[], list[Noted]]) -> None:
        gc.freeze()  # the copy shares memory as long as nobody touches it
        read, write = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(read)
            _work(work, write)
        gc.unfreeze()
        os.close(write)
        self._pipe = os.fdopen(read, "rb")

    def answer(self) -> list[Noted] | None:
        """What it worked out, or None where it could not."""
        with self._pipe:
            data = self._pipe.read()
        _, status = os.waitpid(self._process, 0)
        found: list[Noted] | None = pickle.loads(data) if status == 0 and data else None  # noqa: S301 - by our own copy
        return found

    def stop(self) -> None:
        """End it, whatever it does."""
        self._pipe.close()
        with suppress(OSError):
            os.kill(self._process, 15)
            os.waitpid(self._process, 0)


def _work(work: Callable[[], object], write: int) -> None:
    """The life of the copy; it ends here, and must touch nothing that is the original's."""
    code = 1
    try:
        data = pickle.dumps(work(), protocol=5)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(data)
        code = 0
    finally:
        os._exit(code)

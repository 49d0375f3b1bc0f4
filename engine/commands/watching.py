"""Checks and tests after every change, until Ctrl-C."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Findings, KnowledgeError, Severity
from ..files import ENDINGS
from ..output import page, write
from .frame import DONE, open_base, told
from .schema_writing import kept_up
from .trying import cases_found, chosen_of, reported, root_of

if TYPE_CHECKING:
    from ..api import Opened
    from ..cases import Report
    from ..render.testing.summary import Moment

EVERY = 0.3  # seconds between two looks at the files
WATCHED = ("rules", "knowledge", "tests")
CLEAR = "\x1b[H\x1b[2J\x1b[3J"
NOTHING_THERE = frozenset({"no-knowledge-base", "no-cases"})

Stamps = Mapping[str, tuple[int, int]]


@told
def watch(*, places: tuple[Path, ...], words: str | None, kb: Path | None) -> int:
    """Show how it stands, and again after every change; Ctrl-C is its end, and no failure."""
    watcher, known = Watcher(places, words, kb), None
    try:
        for moment in watcher.moments(time.sleep):
            _show(moment)
            known = kept_up(kb, known)
    except KeyboardInterrupt:
        write("\n")
    return DONE


class Watcher:
    """Looks at the files of a knowledge base, and finds out anew what they lead to."""

    def __init__(self, places: tuple[Path, ...], words: str | None, kb: Path | None) -> None:
        self._places, self._words, self._kb = places, words, kb
        self._last: Moment | None = None

    def moments(self, sleep: Callable[[float], None]) -> Iterator[Moment]:
        """A moment now, and one after every change; ``sleep`` passes the seconds between.

        Raises KnowledgeError where there is no knowledge base to begin with.
        """
        before = self._stamps()
        yield self._moment(())
        while True:
            sleep(EVERY)
            now = self._stamps()
            paths = sorted(before.keys() | now.keys())
            changed = tuple(path for path in paths if before.get(path) != now.get(path))
            if changed:
                before = now
                yield self._moment(changed)

    def _stamps(self) -> Stamps:
        """When each file was changed, and how long it is."""
        root = root_of(self._kb)
        folders = [*(root / name for name in WATCHED), *self._places]
        files = (file for folder in folders for file in (folder, *folder.rglob("*")))
        found: dict[str, tuple[int, int]] = {}
        for file in files:
            try:
                status = file.stat()
            except OSError:  # gone between two looks, as when an editor saves
                continue
            if file.suffix in ENDINGS:
                near = file.is_relative_to(root)
                shown = file.relative_to(root).as_posix() if near else str(file)
                found[shown] = status.st_mtime_ns, status.st_size
        return found

    def _moment(self, changed: tuple[str, ...]) -> Moment:
        """Check and test; where the rules cannot be read, the last results with the reason."""
        from ..render.testing.summary import Moment  # noqa: PLC0415

        clock, last = time.strftime("%H:%M:%S"), self._last
        try:
            opened = open_base(self._kb)
            report = self._report(opened)
        except KnowledgeError as error:
            if last is None and any(one.code in NOTHING_THERE for one in error.diagnostics):
                raise
            kept, since = (None, "") if last is None else (last.report, last.shown_of)
            return Moment(clock, changed, kept, since, broken=error.diagnostics)
        moment = Moment(clock, changed, report, clock, findings=_checked(opened))
        if last is not None and last.report is not None:
            moment = replace(moment, touched=_touched(last.report, report))
        self._last = moment
        return moment

    def _report(self, opened: Opened) -> Report:
        findings = Findings()
        cases = cases_found(opened, root_of(self._kb), self._places, findings)
        return reported(opened, chosen_of(cases, self._words), findings)


def _checked(opened: Opened) -> tuple[Diagnostic, ...]:
    """What the check finds, but for notes."""
    return tuple(one for one in opened.examined() if one.severity is not Severity.NOTE)


def _touched(before: Report, now: Report) -> tuple[str, ...]:
    """The cases that are new, come out otherwise, fire other rules, or fire a changed one."""
    old = {rule.id: rule for rule in before.knowledge.rules}
    new = {rule.id: rule for rule in now.knowledge.rules}
    changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    known = {(run.result.case.name, run.result.case.example_of): run for run in before.runs}
    found = []
    for run in now.runs:
        was = known.get((run.result.case.name, run.result.case.example_of))
        same = was is not None and (was.result, was.fired) == (run.result, run.fired)
        if not same or not changed.isdisjoint(run.fired | run.result.case.names):
            found.append(run.result.case.name)
    return tuple(found)


def _show(moment: Moment) -> None:
    """On a terminal a fresh screen that holds all of it; else one text after the other."""
    from ..render.testing.summary import moment_text  # noqa: PLC0415

    wide = page(None)
    plain = {"width": wide["width"], "ascii_only": wide["ascii_only"]}
    if sys.stdout.isatty():
        height = shutil.get_terminal_size().lines
        write(CLEAR + moment_text(moment, **plain, height=height - 1))
    else:
        write(moment_text(moment, **plain) + "\n")

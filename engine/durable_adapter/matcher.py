"""The matcher of a consultation: which rules fire, which might, and on what."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from types import TracebackType
from typing import Self

from ..diagnostics import DunbarError
from ..strata import Stratum
from ..values import Facts
from .session import DurableProgram, Session


class DurableMatcher:
    """Matches one consultation; a context manager, closed also by ``close`` and by an error.

    What is certain and what is possible are two sessions over the same rulesets; the second is
    opened only when somebody asks. All answers remain available after closing.
    """

    __slots__ = ("_certain", "_closed", "_compiled", "_memory", "_possible", "_settled")

    def __init__(self, compiled: DurableProgram) -> None:
        self._compiled = compiled
        self._memory: Facts = {}
        self._settled: dict[str, None] = {}
        self._certain = Session(compiled, possible=False)
        self._possible = Session(compiled, possible=True)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()

    def close(self) -> None:
        """Delete the sessions; calling it again does nothing."""
        self._closed = True
        self._certain.close()
        self._possible.close()

    def settle(self, names: Iterable[str], memory: Facts) -> None:
        """Take note that these attributes have their final value (or stay unknown)."""
        self._settled.update(dict.fromkeys(names))
        self._memory = memory

    def fire(self, stratum: Stratum) -> list[int]:
        """The rules whose ``when`` is true and whose ``unless`` is not true."""
        if self._certain.seen < len(self._settled):
            self._run(self._certain)
        when, unless = self._certain.when, self._certain.unless
        return [number for number in stratum.rules if number in when and number not in unless]

    def unless_open(self, number: int) -> bool:
        """Whether the ``unless`` of a rule that fired is unknown."""
        if self._compiled.program.rules[number].unless is None:
            return False
        return number in self._ask(f"u{number}").unless and number not in self._certain.unless

    def possible(self, number: int) -> bool:
        """Whether a rule that did not fire might, were more told."""
        return number in self._ask(f"w{number}").when and number not in self._certain.unless

    def matched(self, number: int) -> tuple[str, ...]:
        """The attributes whose facts made the ``when`` of a fired rule true."""
        found = self._certain.about(self._certain.when[number])
        return tuple(name for name in self._compiled.program.order if name in found)

    def _ask(self, rule: str) -> Session:
        """The session that knows whether an internal rule is possible."""
        if all(name in self._memory for name in self._settled):
            return self._certain  # nothing is unknown, so what is possible is certain
        wanted = self._compiled.network.needs[rule]
        if not self._possible.covers(self._settled, wanted):
            if not self._possible.open:
                self._possible = Session(self._compiled, possible=True)
            self._run(self._possible, wanted)
        return self._possible

    def _run(self, session: Session, wanted: Iterable[int] = ()) -> None:
        if not session.open:
            raise DunbarError("this consultation has been closed")
        try:
            session.run(self._settled, self._memory, wanted)
        except BaseException:
            self.close()
            raise
        if self._closed:
            session.close()

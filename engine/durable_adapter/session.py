"""Sessions over the rulesets of a program: assert, fire, delete, in the order that is safe."""

from __future__ import annotations

import re
import weakref
from collections import defaultdict
from collections.abc import Iterable

from ..diagnostics import DunbarError
from ..strata import Program
from ..values import Facts
from .compiler import build
from .extension import call, extension
from .network import START, Fact

# A firing is JSON with nothing in it but our own small numbers; a JSON parser takes three times as
# long: {"w12.0":{"c0":{"sid":"1","id":"5","k":"3"},"c1":{...}}}
_NAME = re.compile(r'\{\s*"([^"]+)"')
_FACT = re.compile(r'"id":"(\d+)"')
MOST_SESSIONS = 1000  # the 1,025th live session kills the interpreter


class DurableProgram:
    """A program compiled for durable-rules once, for any number of consultations.

    Its rulesets are made when first needed, and freed by ``close`` or with the last reference.
    """

    __slots__ = ("__weakref__", "_free", "_handles", "_issued", "_spare", "network", "program")

    def __init__(self, program: Program) -> None:
        self.program = program
        self.network = build(program)
        self._handles: dict[int, int] = {}
        self._issued = 0
        self._spare: list[str] = []
        self._free = weakref.finalize(self, _free, self._handles)
        self._free.atexit = False

    def close(self) -> None:
        """Free the rulesets; all consultations must have been closed."""
        if len(self._spare) < self._issued:
            raise DunbarError("consultations are still open; close them first")
        self._free()

    def handle(self, chunk: int) -> int:
        """The ruleset of a chunk."""
        found = self._handles.get(chunk)
        if found is None:
            found = int(call(extension().create_ruleset, "rules", self.network.chunks[chunk]))
            self._handles[chunk] = found
        return found

    def open_session(self) -> str:
        """The id of a new session: a small number, since its 32-bit hash must be its own."""
        if not self._free.alive:
            raise DunbarError("this compiled program has been closed")
        if self._spare:
            return self._spare.pop()
        if self._issued == MOST_SESSIONS:
            raise DunbarError(f"{MOST_SESSIONS:,} consultations are open at once; close some first")
        self._issued += 1
        return str(self._issued)

    def close_session(self, session: str) -> None:
        """Take back the id of a session that has been deleted everywhere."""
        self._spare.append(session)


class Session:
    """One run of the network, in the chunks that are awake: those with a gate that stands.

    What is certain is worked out for every rule; what is possible only for those asked for.
    """

    __slots__ = (
        "_asserted",
        "_chunks",
        "_compiled",
        "_id",
        "_possible",
        "_steps",
        "_stirred",
        "_waiting",
        "_wanted",
        "_ways",
        "_woken",
        "open",
        "seen",
        "unless",
        "when",
    )

    def __init__(self, compiled: DurableProgram, *, possible: bool) -> None:
        self.when: dict[int, tuple[int, ...]] = {}
        self.unless: set[int] = set()
        self.seen = -1  # before the first run: rules without conditions fire on no attribute
        self.open = True
        self._compiled = compiled
        self._possible = possible
        self._id: str | None = None
        self._chunks: dict[int, int] = {}  # to the offset of the session in the ruleset
        self._stirred: dict[int, None] = {}
        self._waiting: dict[int, list[Fact]] = defaultdict(list)
        self._woken: set[int] = set()
        self._wanted: set[int] = set()
        self._asserted: set[int] = set()
        self._ways: dict[int, list[tuple[int, ...]]] = {}
        self._steps = 0

    def run(self, settled: dict[str, None], memory: Facts, wanted: Iterable[int] = ()) -> None:
        """Assert what newly settled attributes tell, and fire until nothing is left to fire."""
        network = self._compiled.network
        if self._id is None:
            self._id = self._compiled.open_session()
            if network.always is not None:
                self._tell(network.always)
        names, self.seen = tuple(settled)[max(self.seen, 0) :], len(settled)
        for name in names:
            probe = network.probes.get(name)
            if probe is not None:
                for fact in probe.facts(name, memory, settled.keys(), possible=self._possible):
                    self._tell(fact)
        for chunk in self._woken.intersection(wanted).difference(self._wanted):
            self._open(chunk)
        self._wanted.update(wanted)
        while self._stirred:
            self._fire(self._stirred.popitem()[0])

    def covers(self, settled: dict[str, None], wanted: frozenset[int]) -> bool:
        """Whether a run would find nothing new."""
        return self.seen == len(settled) and wanted <= self._wanted

    def about(self, numbers: Iterable[int]) -> set[str]:
        """The attributes that facts speak of, tokens through every way in which they arose."""
        todo, seen, found = list(numbers), set[int](), set[str]()
        while todo:
            number = todo.pop()
            if number not in seen:
                seen.add(number)
                found.update(self._compiled.network.facts[number].about)
                for way in self._ways.get(number, ()):
                    todo.extend(way)
        return found

    def close(self) -> None:
        """Delete the session in every chunk."""
        self.open = False
        while self._chunks:
            chunk = next(iter(self._chunks))
            handle = self._compiled.handle(chunk)
            # Deleting a session in which nothing has fired is a crash, and an interrupt may have
            # come at any point before: assert the start once more (a duplicate is ignored) and
            # let it fire. Where it had fired, this finds nothing or begins what waits.
            _, offset = call(extension().assert_fact, handle, START.text(str(self._id)))
            call(extension().start_action_for_state, handle, offset)
            call(extension().delete_state, handle, self._id)
            del self._chunks[chunk]
        if self._id is not None:
            self._compiled.close_session(self._id)
            self._id = None

    def _tell(self, fact: Fact) -> None:
        if fact.number in self._asserted:
            return
        self._asserted.add(fact.number)
        for chunk in fact.chunks:
            if chunk in self._chunks:
                self._assert(chunk, fact)
                continue
            self._waiting[chunk].append(fact)
            if chunk in fact.wakes:
                self._woken.add(chunk)
                if not self._possible or chunk in self._wanted:
                    self._open(chunk)

    def _open(self, chunk: int) -> None:
        self._chunks[chunk] = 0  # noted first, so that an interrupt leaves nothing behind
        for fact in (START, *self._waiting.pop(chunk)):
            self._assert(chunk, fact)

    def _assert(self, chunk: int, fact: Fact) -> None:
        text, handle = fact.text(str(self._id)), self._compiled.handle(chunk)
        code, self._chunks[chunk] = call(extension().assert_fact, handle, text)
        if code > 1:  # 1 is a class of numbers that no ordering is about; 2 a fact told twice
            raise DunbarError(f"durable-rules refused a fact (code {code})")
        self._stirred[chunk] = None

    def _fire(self, chunk: int) -> None:
        engine, handle, offset = extension(), self._compiled.handle(chunk), self._chunks[chunk]
        begun = call(engine.start_action_for_state, handle, offset)
        messages = begun and begun[1]
        while messages:
            name = _NAME.match(messages)
            if name is None:
                raise DunbarError("durable-rules told a firing that cannot be read")
            if name[1] != "s":
                self._note(name[1], tuple(map(int, _FACT.findall(messages))))
            messages = call(engine.complete_and_start_action, handle, offset)

    def _note(self, name: str, matched: tuple[int, ...]) -> None:
        self._steps += 1
        if self._steps > self._compiled.network.size:
            raise DunbarError("durable-rules fired a rule twice on the same facts")
        number = int(name[1:].partition(".")[0])
        match name[0]:
            case "w":
                self.when[number] = matched
            case "u":
                self.unless.add(number)
            case _:
                self._ways.setdefault(number, []).append(matched)
                self._tell(self._compiled.network.facts[number])


def _free(handles: dict[int, int]) -> None:
    while handles:
        extension().delete_ruleset(handles.popitem()[1])

"""A knowledge base that was opened: what is compiled from it is kept, and it can be consulted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from . import cache
from .consultation import Consultation, Fact, consult
from .diagnostics import Diagnostic, Findings, KnowledgeError
from .diagnostics import in_order as in_order_of_place
from .inference import Inference, assume, infer
from .resources import data_root
from .rules import KnowledgeBase
from .sources import Origin
from .strata import Program, above, stratify
from .vocabulary import Formula

if TYPE_CHECKING:
    from .diagram import Diagram, Exceeded
    from .durable_adapter import DurableMatcher, DurableProgram
    from .files import SourceFile

Basis = Literal["all", "article"]


class Opened:
    """A knowledge base ready to be consulted; what is compiled from it is kept.

    ``name`` tells its content from any other, for the cache; without it nothing is cached.
    """

    __slots__ = ("_compiled", "_diagrams", "_programs", "findings", "name")

    def __init__(
        self, program: Program, findings: tuple[Diagnostic, ...], name: str | None = None
    ) -> None:
        self.findings = findings
        self.name = name
        self._programs: dict[Basis, Program] = {"all": program}
        self._compiled: dict[Basis, DurableProgram] = {}
        self._diagrams: dict[tuple[Basis, tuple[str, ...] | None], Diagram | Exceeded] = {}

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge base itself."""
        return self._programs["all"].knowledge

    def program(self, basis: Basis = "all") -> Program:
        """The rules in order of inference; on the basis ``article`` only the article's own."""
        if basis not in self._programs:
            self._programs[basis] = in_order(self.knowledge.grounded_in(Origin.ARTICLE))
        return self._programs[basis]

    def examined(self) -> tuple[Diagnostic, ...]:
        """Everything that is probably wrong with it, by place; kept for the rest of the day."""
        from .lint import lint, this_day  # noqa: PLC0415 - a verdict needs no checks

        name = None if self.name is None else f"{self.name}:checked:{this_day()}"
        kept = cache.fetch(name) if name is not None else None
        if isinstance(kept, tuple):
            return kept
        found = in_order_of_place((*self.findings, *lint(self.knowledge)))
        if name is not None:
            cache.store(name, found)
        return found

    def consult(
        self, facts: Iterable[Fact], basis: Basis = "all", *, outlook: bool = True
    ) -> Consultation:
        """The verdict for one person, inferred by durable-rules, with its proof."""
        program, diagram = self.program(basis), self._reach(basis) if outlook else None
        with self._matcher(basis) as matcher:
            return consult(program, facts, matcher, basis, outlook=outlook, diagram=diagram)

    def infer(self, facts: Iterable[Fact], basis: Basis = "all") -> Inference:
        """Only the inference, without proof, verdict or outlook."""
        program = self.program(basis)
        told = {fact.attribute: fact.value for fact in facts}
        with self._matcher(basis) as matcher:
            return infer(program, assume(program, told), matcher)

    def diagram(self, basis: Basis = "all") -> Diagram | Exceeded:
        """All inputs at once, compiled once and kept; or the news that it would be too large."""
        return self._diagram(basis, None)

    def _reach(self, basis: Basis) -> Diagram | None:
        """The diagram of only that by which a verdict's reach is told."""
        from .diagram import Exceeded  # noqa: PLC0415 - only an outlook needs it

        form = self.knowledge.verdict
        if form is None or form.reaches is None:
            return None
        found = self._diagram(basis, form.reaches)
        return None if isinstance(found, Exceeded) else found

    def _diagram(self, basis: Basis, only: tuple[str, ...] | None) -> Diagram | Exceeded:
        from .diagram import compile_diagram, restored, stored  # noqa: PLC0415 - often not needed

        found = self._diagrams.get((basis, only))
        if found is None:
            name = f"{self.name}:{basis}:{only}"
            kept = cache.fetch(name) if self.name is not None else None
            if isinstance(kept, tuple):
                found = restored(self.program(basis), kept)
            else:
                found = compile_diagram(self.program(basis), only=only)
                if self.name is not None:
                    cache.store(name, stored(found))
            self._diagrams[basis, only] = found
        return found

    def _matcher(self, basis: Basis) -> DurableMatcher:
        from .durable_adapter import DurableMatcher, DurableProgram  # noqa: PLC0415 - loads C

        if basis not in self._compiled:
            self._compiled[basis] = DurableProgram(self.program(basis))
        return DurableMatcher(self._compiled[basis])


def open_knowledge(root: Path | None = None) -> Opened:
    """The knowledge base of a folder, from the cache where its content has not changed.

    Raises KnowledgeError with everything that is wrong with it.
    """
    from .files import digest, read_files  # noqa: PLC0415 - the loader needs it first

    folder, findings = root or data_root(), Findings()
    files = read_files(folder, findings)
    name = f"{digest(files)}:{folder.resolve().name}"  # the folder names a base without a name
    clean = not findings.all
    kept = cache.fetch(name) if clean else None
    match kept:
        case (Program() as program, tuple() as remarks):
            pass
        case _:
            program, remarks = _read(folder, files, findings)
            if clean:
                cache.store(name, (_with_sources(program, {}), remarks))
    sources = {file.shown: file.text for file in files}
    return Opened(_with_sources(program, sources), remarks, name if clean else None)


def in_order(knowledge: KnowledgeBase) -> Program:
    """The knowledge base in order of inference. Raises KnowledgeError when it has a loop."""
    program = stratify(knowledge)
    if isinstance(program, Program) and not _circular(program):
        return program
    from .lint import lint  # noqa: PLC0415 - tells the loop in words

    found = [finding for finding in lint(knowledge) if finding.severity == "error"]
    raise KnowledgeError(found, knowledge.sources)


def _circular(program: Program) -> bool:
    """Whether a rule overrides itself in the end, or a formula reads itself."""
    for attribute in program.knowledge.vocabulary:
        if isinstance(attribute.kind, Formula) and attribute.name in attribute.reads():
            return True
    overriders = program.overriders
    return any(number in above(overriders, number) for number in overriders)


def _read(
    folder: Path, files: tuple[SourceFile, ...], findings: Findings
) -> tuple[Program, tuple[Diagnostic, ...]]:
    from .loader import load as read  # noqa: PLC0415 - a cache hit spares it

    loaded = read(folder, files, findings)
    return in_order(loaded.knowledge), loaded.findings


def _with_sources(program: Program, sources: dict[str, str]) -> Program:
    """The text of the files is at hand whenever they are opened, so the cache leaves it out."""
    return replace(program, knowledge=replace(program.knowledge, sources=sources))


__all__ = [
    "Basis",
    "Opened",
    "in_order",
    "open_knowledge",
]

"""What the command line and a Python user call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from . import cache
from .consultation import Consultation, Fact, assume, consult
from .diagnostics import Diagnostic, DunbarError, Findings, KnowledgeError
from .inference import Inference, infer
from .resources import data_root
from .rules import KnowledgeBase
from .sources import Origin
from .strata import Program, stratify
from .vocabulary import Formula

if TYPE_CHECKING:
    from .diagram import Diagram, Exceeded
    from .durable_adapter import DurableMatcher, DurableProgram
    from .files import SourceFile

Basis = Literal["all", "article"]


class Opened:
    """A knowledge base ready to be consulted; what is compiled for durable-rules is kept."""

    __slots__ = ("_compiled", "_diagrams", "_programs", "findings")

    def __init__(self, program: Program, findings: tuple[Diagnostic, ...]) -> None:
        self.findings = findings
        self._programs: dict[Basis, Program] = {"all": program}
        self._compiled: dict[Basis, DurableProgram] = {}
        self._diagrams: dict[Basis, Diagram | Exceeded] = {}

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge base itself."""
        return self._programs["all"].knowledge

    def program(self, basis: Basis = "all") -> Program:
        """The rules in order of inference; on the basis ``article`` only the article's own."""
        if basis not in self._programs:
            self._programs[basis] = in_order(self.knowledge.grounded_in(Origin.ARTICLE))
        return self._programs[basis]

    def consult(
        self, facts: Iterable[Fact], basis: Basis = "all", *, outlook: bool = True
    ) -> Consultation:
        """The verdict for one person, inferred by durable-rules, with its proof."""
        with self._matcher(basis) as matcher:
            return consult(self.program(basis), facts, matcher, basis, outlook=outlook)

    def infer(self, facts: Iterable[Fact], basis: Basis = "all") -> Inference:
        """Only the inference, without proof, verdict or outlook."""
        program = self.program(basis)
        told = {fact.attribute: fact.value for fact in facts}
        with self._matcher(basis) as matcher:
            return infer(program, assume(program, told), matcher)

    def diagram(self, basis: Basis = "all") -> Diagram | Exceeded:
        """All inputs at once, compiled once and kept; or the news that it would be too large."""
        from .diagram import compile_diagram  # noqa: PLC0415 - only some questions need it

        if basis not in self._diagrams:
            self._diagrams[basis] = compile_diagram(self.program(basis))
        return self._diagrams[basis]

    def _matcher(self, basis: Basis) -> DurableMatcher:
        from .durable_adapter import DurableMatcher, DurableProgram  # noqa: PLC0415 - loads C

        if basis not in self._compiled:
            self._compiled[basis] = DurableProgram(self.program(basis))
        return DurableMatcher(self._compiled[basis])


def load(root: Path | None = None) -> KnowledgeBase:
    """The knowledge base of a folder (the shipped one by default).

    Raises KnowledgeError with everything that is wrong with it.
    """
    return open_knowledge(root).knowledge


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
    return Opened(_with_sources(program, {file.shown: file.text for file in files}), remarks)


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
    for number in program.overriders:
        above, todo = set[int](), [number]
        while todo:
            found = set(program.overriders.get(todo.pop(), ())) - above
            above |= found
            todo += found
        if number in above:
            return True
    return False


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
    "Consultation",
    "DunbarError",
    "Fact",
    "KnowledgeBase",
    "KnowledgeError",
    "Opened",
    "load",
    "open_knowledge",
]

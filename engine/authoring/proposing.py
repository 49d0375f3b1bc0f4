"""A new rule and its cases, in memory: what would be written, and what a check would say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..api import Opened, in_order
from ..cases import every_case
from ..diagnostics import Diagnostic, DunbarError, Findings, KnowledgeError, Severity
from ..files import SourceFile, read_files
from ..formatting.formatting import Formatted, formatted
from ..formatting.wording import Wording
from ..lint import lint
from ..loader import load
from ..mutation.mutant import Ready
from ..mutation.writing import Written, put
from ..nodes import Mapping, Text
from ..rules import KnowledgeBase, Rule
from ..words import fold
from ..yamltext import parse
from ..yamltext.quoting import as_written
from .casing import first_cases
from .drafting import Draft, rule_text
from .reading import file_name

USUAL = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule that nobody has written yet.

    ``opened`` is the knowledge base with it, ``lines`` its YAML, ``text`` the whole of the file at
    ``path``, ``before`` that file as it is now, None where there is none. ``findings`` are those
    that a check would have more than now, ``left`` those that it has already. ``cases`` are its
    first two, ``case_files`` the files with them.
    """

    rule: Rule
    opened: Opened
    path: str
    lines: str
    text: str
    before: str | None
    findings: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    cases: tuple[Ready, ...]
    case_files: tuple[Written, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that should be mended before it is written."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge base with the rule."""
        return self.opened.knowledge


def propose(root: Path, now: Opened, draft: Draft) -> Proposal:
    """The rule that a whole draft makes.

    Raises KnowledgeError where it cannot be read, or makes a loop, and DunbarError where nothing
    can be put at the end of its file, or of the file of its cases.
    """
    path = f"rules/{file_name(draft.file)}"
    before = now.knowledge.sources.get(path)
    own = draft.factor if before is not None else ""
    lines = rule_text(draft, now.knowledge, factor=own if own != factor_of(before) else "")
    text = _appended(before, lines, draft.factor, now.knowledge)
    findings = Findings()
    files = _with(read_files(root, findings), SourceFile(path, text.encode()))
    opened = _opened(load(root, files, findings).knowledge, findings)
    rule = opened.knowledge.rule(draft.name)
    if rule is None or _others(opened.knowledge, rule) != now.knowledge.rules:
        raise DunbarError(
            f"{path} was left as it is: no rule can be put at its end; does it end in its rules?"
        )
    new, old = _new(
        (*opened.findings, *lint(opened.knowledge)), (*now.findings, *lint(now.knowledge))
    )
    taken = (case.name for case in every_case(root, now.knowledge, Findings()))
    cases = first_cases(now, opened, rule, taken)
    case_files = put(cases, root, opened.knowledge, opened.infer)
    return Proposal(rule, opened, path, lines, text, before, new, old, cases, case_files)


def factor_of(text: str | None) -> str:
    """The factor that a file of rules names for all of them, or nothing."""
    node = None if text is None else parse(text.encode(), "", Findings())
    found = node.get("factor") if isinstance(node, Mapping) else None
    return found.value if isinstance(found, Text) else ""


def _appended(before: str | None, lines: str, factor: str, knowledge: KnowledgeBase) -> str:
    """The text of the file with the rule; what stands in it already stays as it is."""
    if before is None:
        head = f"factor: {as_written(factor, flow=False)}\n\n" if factor else ""
        return f"{head}rules:\n\n{lines}"
    ending = "\r\n" if "\r\n" in before else "\n"
    move = " " * (_indent(before) - USUAL)
    added = "".join(f"{move}{line}" for line in lines.splitlines(keepends=True))
    whole = before.replace("\r\n", "\n").rstrip() + "\n\n" + added
    text = whole.replace("\n", ending)
    if not _in_form(before, knowledge):
        return text
    found = formatted(text.encode(), "", Wording(knowledge))
    return found.data.decode() if isinstance(found, Formatted) else text


def _indent(text: str) -> int:
    """How far in the rules of a file stand."""
    node = parse(text.encode(), "", Findings())
    rules = node.get("rules") if isinstance(node, Mapping) else None
    return rules.location.column - 1 if isinstance(rules, Mapping) else USUAL


def _in_form(text: str, knowledge: KnowledgeBase) -> bool:
    data = text.encode()
    return formatted(data, "", Wording(knowledge)) == Formatted(data)


def _with(files: Sequence[SourceFile], new: SourceFile) -> tuple[SourceFile, ...]:
    kept = tuple(file for file in files if file.shown != new.shown)
    return (*kept, new)


def _opened(knowledge: KnowledgeBase, findings: Findings) -> Opened:
    if findings.errors:
        raise KnowledgeError(findings.all, knowledge.sources)
    return Opened(in_order(knowledge), findings.all)


def _others(knowledge: KnowledgeBase, rule: Rule) -> tuple[Rule, ...]:
    return tuple(one for one in knowledge.rules if one.id != rule.id)


def _new(
    found: Sequence[Diagnostic], known: Sequence[Diagnostic]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """What is found that was not known, and what was; places do not count."""
    left = Counter((one.code, fold(one.message)) for one in known)
    new: list[Diagnostic] = []
    old: list[Diagnostic] = []
    for one in found:
        key = (one.code, fold(one.message))
        left[key] -= 1
        (old if left[key] >= 0 else new).append(one)
    return tuple(new), tuple(old)


__all__ = ["Proposal", "factor_of", "propose"]

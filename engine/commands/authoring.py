"""The rule author's commands, and what stands in pages: findings, rules, messages, the version."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..diagnostics import Diagnostic, DunbarError, KnowledgeError, Severity
from ..output import as_json, as_text, coloured, width, write
from ..words import plural
from .frame import DONE, FINDINGS, UNUSABLE, Form, open_base, told

if TYPE_CHECKING:
    from ..rules import KnowledgeBase


def version() -> None:
    """Print the version, as installed or as the checkout names it, and exit."""
    from importlib.metadata import PackageNotFoundError  # noqa: PLC0415
    from importlib.metadata import version as installed  # noqa: PLC0415

    try:
        number = installed("dunbar")
    except PackageNotFoundError:
        import tomllib  # noqa: PLC0415

        from ..resources import data_root  # noqa: PLC0415

        project = tomllib.loads((data_root() / "pyproject.toml").read_text(encoding="utf-8"))
        number = f"{project['project']['version']} (checkout)"
    write(f"dunbar {number}\n")
    sys.exit(DONE)


@told
def check(*, strict: bool, form: Literal["text", "json", "github"], kb: Path | None) -> int:
    """Every finding about a knowledge base; 1 when there are any that count."""
    from ..render import problems  # noqa: PLC0415

    findings, sources, knowledge = _examine(kb)
    if form == "json":
        write(as_json({**problems.problems_json(findings), **_claims(knowledge)}))
    elif form == "github":
        write(problems.problems_github(findings))
    else:
        painted, columns = coloured(sys.stdout), width()
        write(problems.problems_text(findings, sources, colour=painted, width=columns))
        write(_summary(knowledge, findings, sources))
    if any(finding.code == "no-knowledge-base" for finding in findings):
        return UNUSABLE
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return FINDINGS if any(finding.severity in counted for finding in findings) else DONE


@told
def list_rules(form: Form, kb: Path | None) -> int:
    """All rules with their origin and place."""
    from ..render.listing import rules_document, rules_json  # noqa: PLC0415

    knowledge = open_base(kb).knowledge
    write(as_json(rules_json(knowledge)) if form == "json" else as_text(rules_document(knowledge)))
    return DONE


@told
def show_rule(rule: str, form: Form, kb: Path | None) -> int:
    """One rule, in words and as it stands in its file."""
    from ..render.listing import rule_document, rule_json  # noqa: PLC0415
    from ..words import did_you_mean, fold  # noqa: PLC0415

    knowledge = open_base(kb).knowledge
    found = next((each for each in knowledge.rules if fold(each.id) == fold(rule)), None)
    if found is None:
        hint = did_you_mean(rule, [each.id for each in knowledge.rules])
        message = f'there is no rule "{rule}"; {hint or "dunbar rules list shows them all"}'
        raise DunbarError(message)
    write(as_json(rule_json(found)) if form == "json" else as_text(rule_document(knowledge, found)))
    return DONE


@told
def explain(code: str | None) -> int:
    """The page of a message, or the list of all."""
    from ..resources import message_codes, message_page  # noqa: PLC0415
    from ..words import did_you_mean  # noqa: PLC0415

    if code is None:
        write("\n".join(message_codes()) + "\n")
        return DONE
    page = message_page(code)
    if page is None:
        hint = did_you_mean(code, message_codes())
        message = f'there is no message "{code}"; {hint or "dunbar explain lists them all"}'
        raise DunbarError(message)
    write(page)
    return DONE


def _examine(
    kb: Path | None,
) -> tuple[tuple[Diagnostic, ...], Mapping[str, str], KnowledgeBase | None]:
    """The findings, the text of the files, and the knowledge base if it can be used."""
    try:
        opened = open_base(kb)
    except KnowledgeError as error:
        return error.diagnostics, error.sources, None
    return opened.examined(), opened.knowledge.sources, opened.knowledge


def _claims(knowledge: KnowledgeBase | None) -> dict[str, object]:
    from ..lint import claim_coverage  # noqa: PLC0415

    if knowledge is None:
        return {"rules": None, "claims": None}
    found = claim_coverage(knowledge)
    claims = {"cited": found.cited, "set_aside": found.set_aside, "open": found.open}
    return {"rules": len(knowledge.rules), "claims": claims}


def _summary(
    knowledge: KnowledgeBase | None,
    findings: tuple[Diagnostic, ...],
    sources: Mapping[str, str],
) -> str:
    from ..lint import claim_coverage  # noqa: PLC0415

    if knowledge is None:
        offered = _offer(findings, sources)
        return f"The rules cannot be used before the errors are mended.\n{offered}"
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    usable = "The rules can be used, but the errors should be mended. " if broken else ""
    usable = usable if findings else "Nothing to mend. "
    return f"{usable}{plural(len(knowledge.rules), 'rule')}. {claim_coverage(knowledge)}.\n"


def _offer(findings: tuple[Diagnostic, ...], sources: Mapping[str, str]) -> str:
    """That another command mends errors, where it does."""
    from ..fixing import sure  # noqa: PLC0415
    from ..render.editing import offer  # noqa: PLC0415

    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return offer(len(errors), len(sure(errors, sources.values())))

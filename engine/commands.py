"""What each command does between its arguments and its exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Literal, ParamSpec

from .diagnostics import Diagnostic, DunbarError, KnowledgeError, Severity, in_order
from .output import as_json, as_text, coloured, complain, page, width, write
from .words import plural

if TYPE_CHECKING:
    from .api import Basis, Opened
    from .consultation import Consultation
    from .rules import KnowledgeBase

DONE, FINDINGS, USAGE, UNUSABLE, CANNOT_TELL = range(5)
INTERRUPTED = 130  # what shells expect of a program that Ctrl-C ended
FACTS = "profile.yaml attribute=value ..."

Form = Literal["text", "json"]
Parameters = ParamSpec("Parameters")


class MisuseError(Exception):
    """Arguments that make no sense together; the text says why."""


def told(command: Callable[Parameters, int]) -> Callable[Parameters, int]:
    """The command, with its errors told on stderr instead of raised."""

    @wraps(command)
    def guarded(*arguments: Parameters.args, **options: Parameters.kwargs) -> int:
        try:
            return command(*arguments, **options)
        except MisuseError as error:
            return misused(_safe(error), f"dunbar ... {FACTS}")
        except KnowledgeError as error:
            _complain_about(error)
        except DunbarError as error:
            complain(f"dunbar: {_safe(error)}\n")
        except KeyboardInterrupt:
            complain("\n")
            return INTERRUPTED
        return UNUSABLE

    return guarded


def _safe(error: Exception) -> str:
    """What an error says, without anything that could steer the terminal."""
    from .render.characters import safe  # noqa: PLC0415 - like all below: when needed

    return "\n".join(map(safe, str(error).split("\n")))


def version() -> None:
    """Print the version, as installed or as the checkout names it, and exit."""
    from importlib.metadata import PackageNotFoundError  # noqa: PLC0415
    from importlib.metadata import version as installed  # noqa: PLC0415

    try:
        number = installed("dunbar")
    except PackageNotFoundError:
        import tomllib  # noqa: PLC0415

        from .resources import data_root  # noqa: PLC0415

        project = tomllib.loads((data_root() / "pyproject.toml").read_text(encoding="utf-8"))
        number = f"{project['project']['version']} (checkout)"
    write(f"dunbar {number}\n")
    sys.exit(DONE)


@told
def advise(
    *,
    facts: tuple[str, ...],
    form: Form,
    trace: Literal["none", "short", "full"],
    basis: Basis,
    kb: Path | None,
    output: Path | None,
) -> int:
    """The verdict for one person; 4 when the rules cannot tell."""
    if not facts:
        return misused("tell at least one fact", f"dunbar advise {FACTS}")
    consultation = _consulted(facts, basis, kb, output, outlook=True)
    if form == "json":
        from .render.json_ import verdict_json  # noqa: PLC0415

        write(as_json(verdict_json(consultation)), output)
    else:
        from .render.present import verdict_document  # noqa: PLC0415

        write(as_text(verdict_document(consultation, trace), output), output)
    return CANNOT_TELL if consultation.verdict.cannot_tell else DONE


@told
def how(
    *,
    conclusion: str,
    facts: tuple[str, ...],
    depth: Literal["line", "paragraph", "tree"],
    form: Form,
    graph: Literal["mermaid", "dot", "svg"] | None,
    basis: Basis,
    kb: Path | None,
    output: Path | None,
) -> int:
    """How a conclusion came about; 4 when it has no value."""
    from .explain import how as derive  # noqa: PLC0415

    derivation = derive(_consulted(facts, basis, kb, output), conclusion)
    if graph is not None:
        from .render.graph import graph_text  # noqa: PLC0415

        write(graph_text(derivation, graph), output)
    elif form == "json":
        from .render.explanations import derivation_json  # noqa: PLC0415

        write(as_json(derivation_json(derivation)), output)
    else:
        from .render.explanations import derivation_text  # noqa: PLC0415

        write(derivation_text(derivation, depth, **page(output)), output)
    return CANNOT_TELL if derivation.open else DONE


@told
def why_not(
    *,
    target: str,
    facts: tuple[str, ...],
    form: Form,
    basis: Basis,
    kb: Path | None,
    output: Path | None,
) -> int:
    """Why something was not concluded."""
    from .explain import why_not as ask  # noqa: PLC0415
    from .render.explanations import misses_json, misses_text  # noqa: PLC0415

    misses = ask(_consulted(facts, basis, kb, output), target)
    as_data = form == "json"
    write(as_json(misses_json(misses)) if as_data else misses_text(misses, **page(output)), output)
    return DONE


@told
def check(*, strict: bool, form: Literal["text", "json", "github"], kb: Path | None) -> int:
    """Every finding about a knowledge base; 1 when there are any that count."""
    from .render import problems  # noqa: PLC0415

    findings, sources, knowledge = _examine(kb)
    if form == "json":
        write(as_json({**problems.problems_json(findings), **_claims(knowledge)}))
    elif form == "github":
        write(problems.problems_github(findings))
    else:
        painted, columns = coloured(sys.stdout), width()
        write(problems.problems_text(findings, sources, colour=painted, width=columns))
        write(_summary(knowledge, findings))
    if any(finding.code == "no-knowledge-base" for finding in findings):
        return UNUSABLE
    counted = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return FINDINGS if any(finding.severity in counted for finding in findings) else DONE


@told
def list_rules(form: Form, kb: Path | None) -> int:
    """All rules with their origin and place."""
    from .render.listing import rules_document, rules_json  # noqa: PLC0415

    knowledge = _open(kb).knowledge
    write(as_json(rules_json(knowledge)) if form == "json" else as_text(rules_document(knowledge)))
    return DONE


@told
def show_rule(rule: str, form: Form, kb: Path | None) -> int:
    """One rule, in words and as it stands in its file."""
    from .render.listing import rule_document, rule_json  # noqa: PLC0415
    from .words import did_you_mean, fold  # noqa: PLC0415

    knowledge = _open(kb).knowledge
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
    from .resources import message_codes, message_page  # noqa: PLC0415
    from .words import did_you_mean  # noqa: PLC0415

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
    from .lint import lint  # noqa: PLC0415

    try:
        opened = _open(kb)
    except KnowledgeError as error:
        return error.diagnostics, error.sources, None
    knowledge = opened.knowledge
    return in_order((*opened.findings, *lint(knowledge))), knowledge.sources, knowledge


def _claims(knowledge: KnowledgeBase | None) -> dict[str, object]:
    from .lint import claim_coverage  # noqa: PLC0415

    if knowledge is None:
        return {"rules": None, "claims": None}
    found = claim_coverage(knowledge)
    claims = {"cited": found.cited, "set_aside": found.set_aside, "open": found.open}
    return {"rules": len(knowledge.rules), "claims": claims}


def _summary(knowledge: KnowledgeBase | None, findings: tuple[Diagnostic, ...]) -> str:
    from .lint import claim_coverage  # noqa: PLC0415

    if knowledge is None:
        return "The rules cannot be used before the errors are mended.\n"
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    usable = "The rules can be used, but the errors should be mended. " if broken else ""
    usable = usable if findings else "Nothing to mend. "
    return f"{usable}{plural(len(knowledge.rules), 'rule')}. {claim_coverage(knowledge)}.\n"


def _consulted(
    facts: tuple[str, ...],
    basis: Basis,
    kb: Path | None,
    output: Path | None,
    *,
    outlook: bool = False,
) -> Consultation:
    """The verdict for the facts of a profile and of arguments."""
    from .intake.profile import read_facts  # noqa: PLC0415 - like all below: when needed

    profiles = [Path(fact) for fact in facts if "=" not in fact]
    if len(profiles) > 1:
        raise MisuseError(f'"{profiles[1]}" is a second profile, or lacks its "=value"')
    if output is not None and profiles and _same(output, profiles[0]):
        raise MisuseError(f'"{output}" is the profile itself, and would be overwritten')
    opened, arguments = _open(kb), [fact for fact in facts if "=" in fact]
    known = read_facts(opened.knowledge.vocabulary, profiles[0] if profiles else None, arguments)
    return opened.consult(known, basis, outlook=outlook)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _open(kb: Path | None) -> Opened:
    from .api import open_knowledge  # noqa: PLC0415 - --help needs no engine

    return open_knowledge(kb)


def misused(problem: str, usage: str) -> int:
    """Wrong usage, told in two lines."""
    complain(f"dunbar: {problem}.\nUsage: {usage}\n")
    return USAGE


def _complain_about(error: KnowledgeError) -> None:
    from .render.problems import problems_text  # noqa: PLC0415

    text = problems_text(
        error.diagnostics, error.sources, colour=coloured(sys.stderr), width=width()
    )
    complain(text if text.endswith("\n") else f"{text}\n")

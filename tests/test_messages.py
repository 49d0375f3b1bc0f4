"""Every message has a page, every page a message, and the examples on the pages are run."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest

from engine import api
from engine.consultation import Reference
from engine.diagnostics import Diagnostic, Findings, KnowledgeError, Severity
from engine.intake.profile import read_facts
from engine.lint import lint
from engine.resources import data_root, message_codes, message_page
from engine.verify import verify

FRAME = Path(__file__).parent / "data" / "frame"
HEADINGS = ("## Why", "## How to mend it", "## Related")
SHOWN = ("## Wrong", "## Right")
# No short example takes the search too long, and none passes the loader with such a figure.
NOT_SHOWN = {"not-checked", "out-of-bounds"}
PROVED = {  # told by `rules verify`
    "idle-unless",
    "never-matters",
    "no-verdict",
    "only-reasons",
    "property-fails",
    "spare-condition",
    "wrong-order",
}
ORDER = (*SHOWN, *HEADINGS)
EXAMPLE = re.compile(r"```yaml (wrong|right) (\S+)\n(.*?)```", re.DOTALL)
MAKERS = {"error", "warning", "note", "Diagnostic", "Misread", "Slip"}


KNOWN = set(message_codes())


def codes_in_the_source() -> set[str]:
    found = set()
    for path in (data_root() / "engine").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _called(node) in MAKERS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
            found |= _constant_codes(node)
    return found


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _constant_codes(node: ast.AST) -> set[str]:
    """Codes that are passed on by name, such as those of slips that share one function."""
    named = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return {node.value} & KNOWN if named else set()


EXAMPLES = [
    (code, kind, where, text)
    for code in message_codes()
    for kind, where, text in EXAMPLE.findall(message_page(code) or "")
]


def findings_of(where: str, text: str, folder: Path) -> tuple[Diagnostic, ...]:
    base = folder / "base"
    shutil.copytree(FRAME, base)
    (base / where).write_text(text, encoding="utf-8")
    try:
        opened = api.open_knowledge(base)
        if where == "profile.yaml":
            read_facts(opened.knowledge.vocabulary, base / where, ())
            return ()
    except KnowledgeError as error:
        return error.diagnostics
    return (*opened.findings, *lint(opened.knowledge))


def proofs_of(base: Path) -> tuple[Diagnostic, ...]:
    opened = api.open_knowledge(base)
    told = Reference(opened.program()).believe
    report = verify(opened.program(), opened.diagram(), told)
    return tuple(finding.diagnostic for finding in report.findings)


def test_every_message_has_a_page_and_every_page_a_message() -> None:
    assert codes_in_the_source() == set(message_codes())


@pytest.mark.parametrize("code", message_codes())
def test_a_page_has_every_part(code: str) -> None:
    page = message_page(code) or ""

    assert page.startswith(f"# {code}\n")
    assert "**Severity:** " in page
    wanted = HEADINGS if code in NOT_SHOWN else (*SHOWN, *HEADINGS)
    found = re.findall(r"^## .*$", page, re.MULTILINE)
    assert found == [heading for heading in ORDER if heading in wanted]


@pytest.mark.parametrize("code", message_codes())
def test_what_a_page_points_to_exists(code: str) -> None:
    linked = re.findall(r"\]\(([a-z0-9-]+)\.md\)", message_page(code) or "")

    assert set(linked) <= set(message_codes())


@pytest.mark.parametrize(
    ("code", "kind", "where", "text"), EXAMPLES, ids=[f"{one[0]}-{one[1]}" for one in EXAMPLES]
)
def test_a_wrong_example_gets_its_message_and_a_right_one_works(
    code: str, kind: str, where: str, text: str, tmp_path: Path
) -> None:
    found = findings_of(where, text, tmp_path)
    found += proofs_of(tmp_path / "base") if code in PROVED else ()
    severities = {one.severity for one in found if one.code == code}

    if kind == "wrong":
        stated = re.search(r"\*\*Severity:\*\* (\w+)", message_page(code) or "")
        assert severities == {Severity(stated[1] if stated else "")}
    else:
        assert [one.message for one in found if one.severity is Severity.ERROR] == []
        assert not severities


def test_the_frame_of_the_examples_is_clean() -> None:
    findings = Findings()
    findings.extend(lint(api.load(FRAME).knowledge))

    assert findings.all == ()


def test_the_index_lists_every_page_as_it_begins() -> None:
    index = (data_root() / "docs" / "messages" / "README.md").read_text(encoding="utf-8")

    assert [row for row in index.splitlines() if row.startswith("| [")] == [
        _row(code) for code in message_codes()
    ]


def _row(code: str) -> str:
    _, _, summary, _, severity, *_ = (message_page(code) or "").splitlines()
    return f"| [{code}]({code}.md) | {severity.removeprefix('**Severity:** ')} | {summary} |"

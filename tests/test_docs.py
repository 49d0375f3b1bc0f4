"""The documentation tells the truth: its examples load, its commands run, its words exist.

`PYTHONPATH=. python tests/test_docs.py` writes the outputs anew that are shown in full; those in
which a line `...` stands for some lines are edited by hand.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import pytest

import engine
from cli import main
from engine import api, cases, resources
from engine.diagnostics import Findings, KnowledgeError
from engine.loader import assemble, attributes, citations, plan, texts
from engine.loader import rules as rule_files

CHECKOUT = Path(__file__).resolve().parent.parent
PROGRAM = Path(engine.__file__).resolve().parent.parent  # the checkout, or the installed package
PARTS = ("cli.py", "engine", "rules", "knowledge", "examples", "docs/messages")
DOCUMENTS = ("README.md", "docs/rules.md", "docs/architecture.md", "docs/glossary.md")
SET_UP = ("make", "pip", "cd", "python3", "git", "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject")

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """One fenced example: where it stands, its info string in words, and its text."""

    document: str
    line: int
    info: tuple[str, ...]
    body: str

    @property
    def kind(self) -> str:
        return self.info[0] if self.info else ""

    @property
    def wrong(self) -> bool:
        return self.info[1:2] == ("wrong",)

    @property
    def file(self) -> str:
        return self.info[2] if self.wrong else self.info[1]

    def __str__(self) -> str:
        return f"{self.document}:{self.line}"


@cache
def blocks(document: str) -> tuple[Block, ...]:
    text = (CHECKOUT / document).read_text(encoding="utf-8")
    return tuple(
        Block(
            document,
            text.count("\n", 0, found.start()) + 1,
            tuple(found["info"].split()),
            found["body"],
        )
        for found in _FENCE.finditer(text)
    )


def all_blocks(kind: str) -> list[Block]:
    return [block for document in DOCUMENTS for block in blocks(document) if block.kind == kind]


def sessions() -> list[tuple[Block, str, str]]:
    """Every command shown, with the output that is shown below it."""
    return [
        (block, command, output)
        for block in all_blocks("console")
        for command, output in _commands(block.body)
    ]


def _commands(body: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command.partition("  #")[0].strip(), output


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A copy of the program with its knowledge, to be edited as a reader would."""
    return copied(tmp_path / "dunbar")


def copied(folder: Path) -> Path:
    for part in PARTS:
        source, target = PROGRAM / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    shutil.copytree(CHECKOUT / "tests" / "faults", folder / "tests" / "faults")
    return folder


def committed(workplace: Path) -> None:
    """The program as a git repository, without the examples that stand in the documents."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "-m", "first")):
        subprocess.run(("git", "-C", workplace, *identity, *command), check=True)


def follow(workplace: Path, upto: Block) -> None:
    """Do what a reader has done who arrives at ``upto``: write the examples above it."""
    above = [block for block in blocks(upto.document) if block.line <= upto.line]
    written = [block for block in above if block.kind == "yaml" and not block.wrong]
    if upto.kind == "yaml":
        written.append(upto)
    elif (mistake := _just_above(upto, above)) is not None:
        written.append(mistake)
    for block in written:
        place = workplace / block.file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(block.body, encoding="utf-8")


def _just_above(session: Block, above: list[Block]) -> Block | None:
    before = above[above.index(session) - 1] if len(above) > 1 else session
    return before if before.kind == "yaml" and before.wrong else None


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    program = {"dunbar": [sys.executable, "cli.py"], "python": [sys.executable]}[words[0]]
    environment = {
        name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}
    }
    return subprocess.run(
        [*program, *words[1:]],
        cwd=folder,
        env={**environment, "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(folder.parent / "cache")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def agrees(shown: str, printed: str) -> bool:
    """Whether the output is the one shown, in which a line ``...`` stands for any lines."""
    lines = (
        "(?s:.*?)" if line == "...\n" else re.escape(line)
        for line in _trimmed(shown).splitlines(keepends=True)
    )
    return re.fullmatch("".join(lines), _trimmed(printed)) is not None


def _trimmed(text: str) -> str:
    return "".join(line.rstrip() + "\n" for line in text.rstrip("\n").split("\n"))


def sentence(block: Block) -> str:
    return " ".join((str(block), *block.info[1:]))


@pytest.mark.parametrize("block", all_blocks("yaml"), ids=sentence)
def test_each_example_loads_or_has_the_fault_that_it_is_said_to_have(
    block: Block, workplace: Path
) -> None:
    follow(workplace, block)

    if block.wrong:
        with pytest.raises(KnowledgeError) as caught:
            api.open_knowledge(workplace)
        assert {finding.code for finding in caught.value.diagnostics} == {block.info[3]}
    else:
        assert api.open_knowledge(workplace).findings == ()


@pytest.mark.parametrize(
    "block",
    [block for block in all_blocks("yaml") if not block.wrong and "cases" in block.file],
    ids=sentence,
)
def test_each_case_that_is_shown_comes_out_as_expected(block: Block, workplace: Path) -> None:
    follow(workplace, block)
    opened, findings = api.open_knowledge(workplace), Findings()
    found = cases.read_cases((workplace / block.file).parent, opened.knowledge, findings)

    results = [cases.run_case(case, opened.infer) for case in found]

    assert findings.all == ()
    assert results
    assert [result.differences for result in results] == [()] * len(results)


@pytest.mark.parametrize(
    ("block", "command", "output"),
    [
        pytest.param(*session, id=f"{session[0]}: {session[1]}")
        for session in sessions()
        if not session[1].startswith(SET_UP)
    ],
)
def test_each_command_prints_what_is_shown(
    block: Block, command: str, output: str, workplace: Path
) -> None:
    if " HEAD" in command:
        committed(workplace)
    follow(workplace, block)
    code = int(block.info[3]) if block.info[1:3] == ("exits", "with") else 0

    done = run(command, workplace)

    assert done.returncode == code, done.stderr
    printed = done.stdout + done.stderr
    assert agrees(output, printed), printed


def test_only_the_commands_that_set_up_are_not_run() -> None:
    first = {command.split()[0] for _, command, _ in sessions()}

    assert first <= {"dunbar", "python", *SET_UP}


def commands() -> Iterator[tuple[str, click.Command]]:
    for name, command in main.commands.items():
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", found) for inner, found in command.commands.items())
        else:
            yield name, command


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_is_in_the_readme_and_has_help(name: str, command: click.Command) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")

    assert f"`dunbar {name}" in readme
    assert command.help
    assert all(
        parameter.help for parameter in command.params if isinstance(parameter, click.Option)
    )


def test_the_readme_names_no_command_or_option_that_does_not_exist() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    known = dict(commands())
    named = re.findall(r"`dunbar ([a-z-]+(?: [a-z]+)?)", readme)
    options = {
        option
        for command in known.values()
        for parameter in command.params
        for option in parameter.opts
    }
    shown = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", readme)) - {"--help", "--version"}

    assert [name for name in named if name not in known and name.split()[0] not in known] == []
    assert shown <= options


def test_the_readme_names_every_exit_code() -> None:
    from engine.commands import frame as codes

    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    used = {codes.DONE, codes.FINDINGS, codes.USAGE, codes.UNUSABLE, codes.CANNOT_TELL}

    assert {int(code) for code in re.findall(r"^\| (\d) \|", readme, re.MULTILINE)} == used


def test_the_readme_names_every_attribute_that_is_asked() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    listed = re.search(r"These are asked: (.+)\.", readme)
    asked = {attribute.name for attribute in api.load().knowledge.vocabulary.asked}

    assert listed is not None
    assert set(listed[1].split(", ")) == asked


def test_every_test_in_the_table_of_conditions_can_be_written(workplace: Path) -> None:
    guide = (CHECKOUT / "docs/rules.md").read_text(encoding="utf-8")
    section = guide[guide.index("## Conditions") : guide.index("## What was not told")]
    shown = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    rules = "".join(
        f"  row-{count}:\n    when: {{{test}}}\n    then: {{actions: comment}}\n"
        for count, test in enumerate(shown)
    )
    (workplace / "rules" / "table.yaml").write_text(f"rules:\n{rules}", encoding="utf-8")

    knowledge = api.load(workplace).knowledge

    assert len(shown) > 12
    assert all(knowledge.rule(f"row-{count}") for count in range(len(shown)))


def test_the_guide_names_every_key_of_the_rule_language() -> None:
    guide = (CHECKOUT / "docs/rules.md").read_text(encoding="utf-8")
    tables = guide[guide.index("## All the keys") :]
    keys = {
        *assemble.RULE_FILE,
        *assemble.KNOWLEDGE_FILE,
        *rule_files.RULE_KEYS,
        *rule_files.TABLE_KEYS,
        *rule_files.ROW_KEYS,
        *attributes.KEYS,
        *citations.CLAIM_KEYS,
        *texts.ADVICE_KEYS,
        *texts.VERDICT_KEYS,
        *plan.PLAN_KEYS,
        *plan.PACE_KEYS,
        *plan.YIELD_KEYS,
        *plan.STAGE_KEYS,
        *plan.REMARK_KEYS,
        *cases.CASE_KEYS,
    }
    named = {key.rstrip(":") for key in re.findall(r"`([a-z ]+:?)`", tables)}

    assert keys - named == set()


def test_every_message_that_the_guide_names_has_a_page() -> None:
    guide = (CHECKOUT / "docs/rules.md").read_text(encoding="utf-8")
    messages = guide[guide.index("## When something is wrong") : guide.index("## All the keys")]
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", messages))

    assert named - set(resources.message_codes()) == set()


def test_every_module_that_the_architecture_names_exists_and_every_module_is_named() -> None:
    page = (CHECKOUT / "docs/architecture.md").read_text(encoding="utf-8")
    layers = page[page.index("## The layers") : page.index("## The two matchers")]
    folder = Path(engine.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")}
    modules |= {path.parent.name for path in folder.glob("*/__init__.py")}

    named = set(re.findall(r"`([a-z_]+)`", layers))

    assert named == modules - {"__init__"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    text = (CHECKOUT / document).read_text(encoding="utf-8")
    for found in _LINK.finditer(_FENCE.sub("", text)):
        path, _, heading = found["target"].partition("#")
        assert ":" not in path, "the documents name no address, so that they cannot go stale"
        target = CHECKOUT / document if not path else (CHECKOUT / document).parent / path
        assert target.exists(), found["target"]
        if heading:
            titles = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {_anchor(title) for title in titles}


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def write_outputs_anew() -> None:
    for document in DOCUMENTS:
        path = CHECKOUT / document
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for block in reversed(blocks(document)):  # from below, so that line numbers stay true
            if block.kind == "console":
                end = block.line + block.body.count("\n")
                lines[block.line : end] = [_anew(block)]
        path.write_text("".join(lines), encoding="utf-8")


def _anew(block: Block) -> str:
    written = []
    for command, output in _commands(block.body):
        printed = output
        if not command.startswith(SET_UP) and "...\n" not in output:
            with tempfile.TemporaryDirectory() as folder:
                workplace = copied(Path(folder, "dunbar"))
                follow(workplace, block)
                done = run(command, workplace)
                printed = _trimmed(done.stdout + done.stderr)
        written.append(f"$ {command}\n{printed}")
    return "".join(written)


if __name__ == "__main__":
    write_outputs_anew()

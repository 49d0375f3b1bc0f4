"""Small knowledge bases for tests: YAML text written to a folder, loaded and put in order."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from engine.consultation import Fact, Reference
from engine.diagnostics import Findings, KnowledgeError
from engine.files import read_files
from engine.inference import Inference
from engine.intake.profile import read_facts
from engine.loader import Loaded, load
from engine.strata import Program, stratify
from engine.values import show

ANIMALS = """
knowledge base: {name: animals, version: 2.1.0, about: Which animal it is.}
strengths: {states: 1, tends: 0.75, likely: 0.5, may: 0.25, helps: 0}
claims:
  B01: {says: Birds have feathers., hedge: states}
  B02: {says: Large animals tend to be dangerous., hedge: tends}
  B03: {says: Scales may hint at danger., hedge: may}
outside claims:
  X01: {says: Tame animals are likely harmless., hedge: likely, from: A zoo}
scales:
  danger:
    kept within: 2
    words:
      harmless: {steps: -2, from: -1.5}
      calm: {steps: -1, from: -0.5}
      average: {steps: 0}
      risky: {steps: 1, from: 0.5}
      deadly: {steps: 2, from: 1.5}
    because: Hints are added up.
    source: {convention: ours}
attributes:
  covering:
    one of: [feathers, fur, scales]
    also called: [coat]
    also written: {fur: [hair, woolly coat]}
    ask: What covers it?
  habitats: {list of: [land, water, air], also written: {water: [sea, rivers & lakes]}, ask: Where?}
  legs: {number: 0 to 100, unit: legs, ask: How many legs?}
  weight: {number: 0 to 100000, unit: kg, ask: How heavy is it?}
  tame: {kind: yes or no, ask: Is it tame?}
  flies: {kind: yes or no, ask: Does it fly?}
  group: {one of: [bird, mammal, fish, reptile]}
  call: {one of: [song, bark, hiss]}
  handling: {one of: [free, careful, expert]}
  roles: {list of: [pet, cattle, guard]}
  helpings: {number: 0 to 20}
  danger: {evidence: danger}
  ration:
    formula: round weight * 0.1 + (helpings or 0) to 0.5
    because: "{weight} kg eat {ration}."
    source: {convention: ours}
  cage:
    lookup: {by: group, rows: {bird: {is: 2, source: B01}, mammal: 30}, otherwise: 9}
    source: {convention: ours}
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """The folder with these files below it, and with rules/ and knowledge/ in any case."""
    for name in ("rules", "knowledge"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path, files: dict[str, str]) -> Loaded:
    """What the loader makes of these files. Raises KnowledgeError."""
    findings = Findings()
    root = write(folder, files)
    return load(root, read_files(root, findings), findings)


def base(folder: Path, files: dict[str, str]) -> Program:
    """The program of these files."""
    program = stratify(loaded(folder, files).knowledge)

    assert isinstance(program, Program), program
    return program


def animals(folder: Path, rules: str) -> Program:
    """The program of these rules over the vocabulary of ANIMALS."""
    return base(folder, animal_files(rules))


def animal_files(rules: str) -> dict[str, str]:
    text = dedent(rules).strip("\n")
    return {
        "knowledge/animals.yaml": ANIMALS,
        "rules/animals.yaml": "rules:\n" + "".join(f"  {line}\n" for line in text.splitlines()),
    }


def facts(program: Program, *written: str) -> tuple[Fact, ...]:
    """The facts of ``attribute=value`` arguments."""
    return read_facts(program.knowledge.vocabulary, None, written)


def believe(program: Program, *written: str) -> Inference:
    """What the reference chainer infers from ``attribute=value`` arguments."""
    told = {fact.attribute: fact.value for fact in facts(program, *written)}
    return Reference(program).believe(told)


def derived(run: Inference, *names: str) -> dict[str, str]:
    """Derived attributes as a person reads them; ``none`` and unknown tell themselves apart."""
    return {name: show(run.memory[name]) if name in run.memory else "not known" for name in names}


def fired(run: Inference) -> list[str]:
    """The ids of the rules that fired."""
    return [run.program.rules[number].id for number in sorted(run.fired)]


def provided(run: Inference) -> dict[str, list[str]]:
    """What rests on which rules whose ``unless`` is open."""
    return {
        name: sorted(run.program.rules[number].id for number in numbers)
        for name, numbers in run.provided.items()
    }


def errors(folder: Path, files: dict[str, str]) -> list[tuple[str, str, str, str | None]]:
    """Everything the loader says: code, place, message, hint."""
    findings = Findings()
    root = write(folder, files)
    try:
        found = load(root, read_files(root, findings), findings).findings
    except KnowledgeError as error:
        found = error.diagnostics
    return [
        (each.code, each.location.exact if each.location else "", each.message, each.hint)
        for each in found
    ]


def slips(
    folder: Path, files: dict[str, str]
) -> tuple[list[tuple[str, str, str | None]], list[str], list[str]]:
    """What the loader says about files in which a mark (\u00ab) stands before each slip.

    Gives code, message and hint of each finding; where they are; and where the marks stand.
    """
    marked = [
        f"{path}:{number}:{column}"
        for path, text in sorted(files.items())
        for number, line in enumerate(text.split("\n"), 1)
        for column in _marks(line)
    ]
    found = errors(folder, {path: text.replace("\u00ab", "") for path, text in files.items()})
    return (
        [(code, message, hint) for code, _, message, hint in found],
        [place for _, place, _, _ in found],
        marked,
    )


def _marks(line: str) -> list[int]:
    parts = line.split("\u00ab")
    return [sum(map(len, parts[:at])) + 1 for at in range(1, len(parts))]


ONE_RULE = "rules:\n  one: {when: always, then: {group: bird}}\n"


def beside_animals(text: str) -> dict[str, str]:
    """ANIMALS, one rule, and another knowledge file with this text."""
    return {
        "knowledge/animals.yaml": ANIMALS,
        "knowledge/more.yaml": text,
        "rules/one.yaml": ONE_RULE,
    }

"""Whatever the loader accepts shows no error in an editor; what it needs, the schema needs."""

from __future__ import annotations

from random import Random

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engine import api
from engine.authoring.schema import lexicon_of, schema
from engine.cases.reading import cases_in
from engine.diagnostics import Findings, KnowledgeError
from engine.files import SourceFile, read_files
from engine.intake.profile import read_facts
from engine.loader import load
from tests.authoring.schema.reading import readings
from tests.authoring.schema.shipped import BASES
from tests.authoring.schema.writing import Author
from tests.formatting.mutations import careless
from tests.strategies import random_profile, random_program

FAULTS = BASES["faults"]
SOURCES = read_files(FAULTS, Findings())
SOUND = api.open_knowledge(FAULTS).knowledge
CASES = (FAULTS / "tests" / "cases.yaml").read_text(encoding="utf-8")
SEEDS = st.integers(0, 2**32)
RELAXED = settings(
    max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


def accepted(texts: dict[str, str]):
    """What the loader makes of these files, None where it finds an error."""
    files = tuple(SourceFile(path, text.encode()) for path, text in texts.items())
    try:
        return load(FAULTS, files, Findings()).knowledge
    except KnowledgeError:
        return None


def errors(schema, text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(schema)
    return [
        f"{list(error.absolute_path)}: {error.message[:300]}"
        for document in readings(text)
        for error in validator.iter_errors(document)
    ]


@RELAXED
@given(SEEDS)
def test_a_random_base_that_loads_is_valid_against_its_own_schema(seed) -> None:
    rng = Random(seed)
    texts = Author(random_program(rng).knowledge, rng).files()
    knowledge = accepted(texts)
    assume(knowledge is not None)

    words = lexicon_of(knowledge)

    for path, text in texts.items():
        assert errors(schema(path.split("/", maxsplit=1)[0], words), text) == [], text


@RELAXED
@given(SEEDS)
def test_a_random_profile_that_can_be_told_is_valid(tmp_path_factory, seed) -> None:
    rng = Random(seed)
    program = random_program(rng)
    path = tmp_path_factory.mktemp("told") / "me.yaml"
    told = random_profile(rng, program)
    path.write_text(Author(program.knowledge, rng).profile(told), encoding="utf-8")
    try:
        read_facts(program.knowledge.vocabulary, path, ())
    except KnowledgeError:
        assume(condition=False)

    made = schema("profile", lexicon_of(program.knowledge))

    assert errors(made, path.read_text(encoding="utf-8")) == []


@RELAXED
@given(st.data())
def test_a_file_that_careless_hands_changed_is_valid_if_it_loads(data) -> None:
    place = data.draw(st.integers(0, len(SOURCES) - 1))
    text = data.draw(careless(SOURCES[place].text))
    shown = SOURCES[place].shown
    knowledge = accepted({**{file.shown: file.text for file in SOURCES}, shown: text})
    assume(knowledge is not None)

    made = schema(shown.split("/", maxsplit=1)[0], lexicon_of(knowledge))

    assert errors(made, text) == []


def test_most_random_bases_load() -> None:
    """Else the property above would show nothing."""
    written = (Author(random_program(Random(seed)).knowledge, Random(seed)) for seed in range(12))

    assert sum(accepted(author.files()) is not None for author in written) > 6


@RELAXED
@given(st.data())
def test_cases_that_careless_hands_changed_are_valid_if_they_can_be_run(faults, data) -> None:
    text = data.draw(careless(CASES))
    findings = Findings()
    read = cases_in(text, "cases.yaml", SOUND, findings)
    assume(not findings.errors and not any(case.problems for case in read))

    assert errors(faults.schemas["cases"], text) == []


def _without_one(document, path=()):
    """The document without one entry of one mapping, for each of them, and where that was."""
    if isinstance(document, dict):
        for key in document:
            yield (*path, key), {k: v for k, v in document.items() if k != key}
            for place, inner in _without_one(document[key], (*path, key)):
                yield place, {**document, key: inner}
    elif isinstance(document, list):
        for at, item in enumerate(document):
            for place, inner in _without_one(item, (*path, at)):
                yield place, [*document[:at], inner, *document[at + 1 :]]


@pytest.mark.parametrize("shown", [file.shown for file in SOURCES])
def test_a_key_that_the_loader_needs_is_needed_in_an_editor(faults, shown) -> None:
    """Each line of each file is taken out; where the loader misses it, so does the schema."""
    kind = shown.split("/", maxsplit=1)[0]
    others = {file.shown: file.text for file in SOURCES}
    document = yaml.load(others[shown], yaml.BaseLoader)
    validator = jsonschema.Draft7Validator(faults.schemas[kind])
    missed, agreed = [], 0
    for place, less in _sampled(_without_one(document)):
        text = yaml.safe_dump(less, allow_unicode=True, width=4000)
        findings = Findings()
        files = tuple(
            SourceFile(path, (text if path == shown else old).encode())
            for path, old in others.items()
        )
        try:
            load(FAULTS, files, findings)
        except KnowledgeError as error:
            if not any(one.code in ("missing-key", "empty-value") for one in error.diagnostics):
                continue
            agreed += 1
            if validator.is_valid(less):
                missed.append(place)

    assert (missed, agreed > 0) == ([], True)


def _sampled(found):
    """One of eight, since neighbours are alike."""
    return list(found)[::8]

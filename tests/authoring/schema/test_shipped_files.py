"""No file that we ship shows an error in an editor, however the editor reads YAML."""

from __future__ import annotations

import jsonschema
import pytest

from engine.authoring.schema import KINDS
from tests.authoring.schema.shipped import FILES

# A rule without a reason runs, and is marked as a draft; so is it in an editor.
DRAFTS = {("walks", "rules", "walks.yaml"): ["rules/draft-of-mine"]}


@pytest.mark.parametrize(
    ("base", "kind", "path"), FILES, ids=[f"{base}-{path.stem}" for base, _, path in FILES]
)
def test_a_shipped_file_is_valid(checkers, base, kind, path) -> None:
    found = checkers(base).problems(kind, path.read_text(encoding="utf-8"))

    assert found == DRAFTS.get((base, kind, path.name), [])


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_one_by_the_book(faults, kind) -> None:
    jsonschema.Draft7Validator.check_schema(faults.schemas[kind])


def test_every_kind_of_file_is_among_them() -> None:
    assert {kind for _, kind, _ in FILES} == set(KINDS)

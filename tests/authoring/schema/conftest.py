from __future__ import annotations

from functools import cache

import jsonschema
import pytest

from engine import api
from engine.authoring.schema import lexicon_of, schemas
from tests.authoring.schema.reading import readings
from tests.authoring.schema.shipped import BASES


class Checker:
    """Files held against the schemas of one knowledge base."""

    def __init__(self, knowledge) -> None:
        self.schemas = schemas(lexicon_of(knowledge))
        self._validators = {
            kind: jsonschema.Draft7Validator(one) for kind, one in self.schemas.items()
        }

    def problems(self, kind: str, text: str) -> list[str]:
        """What any of the three readers is told, each place once."""
        found = (
            "/".join(map(str, _deepest(error)))
            for document in readings(text)
            for error in self._validators[kind].iter_errors(document)
        )
        return sorted(set(found))


def _deepest(error):
    """Where the alternative stands that came nearest to fitting."""
    inner = [_deepest(one) for one in error.context or ()]
    return max((tuple(error.absolute_path), *inner), key=len)


@cache
def checker_of(name: str) -> Checker:
    return Checker(api.open_knowledge(BASES[name]).knowledge)


@pytest.fixture(scope="session")
def checkers():
    return checker_of


@pytest.fixture(scope="session")
def faults():
    return checker_of("faults")


@pytest.fixture(scope="session")
def shipped():
    return checker_of("shipped")

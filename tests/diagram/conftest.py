from __future__ import annotations

import pytest

from engine.api import open_knowledge
from engine.consultation import Reference
from tests.diagram.profiles import diagram_of


@pytest.fixture(scope="session")
def program():
    return open_knowledge().program()


@pytest.fixture(scope="session")
def reference(program):
    return Reference(program)


@pytest.fixture(scope="session")
def diagram(program):
    return diagram_of(program)

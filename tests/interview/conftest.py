from __future__ import annotations

from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.consultation import Reference

BASES = {"shipped": None, "faults": Path(__file__).parents[1] / "faults"}


@pytest.fixture(scope="session", params=BASES)
def opened(request):
    """Each knowledge base, its diagram compiled once."""
    found = open_knowledge(BASES[request.param])
    found.diagram()
    return found


@pytest.fixture(scope="session")
def reference(opened):
    return Reference(opened.program())

from __future__ import annotations

from pathlib import Path

import pytest

from engine import api
from engine.formatting.wording import Wording

FAULTS = Path(__file__).parent.parent / "faults"


@pytest.fixture(scope="session")
def faults():
    return api.load(FAULTS).knowledge


@pytest.fixture(scope="session")
def shipped():
    return api.load().knowledge


@pytest.fixture(scope="session")
def wording(faults):
    return Wording(faults)

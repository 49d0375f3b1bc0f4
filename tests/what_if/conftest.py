"""Knowledge bases whose verdicts are compared and wished for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from engine.api import open_knowledge
from engine.consultation import Fact, Reference
from engine.intake.profile import read_facts
from engine.what_if.granting import grant
from engine.what_if.sought import sought
from engine.what_if.wishing import read_wish

TESTS = Path(__file__).parents[1]
BASES = {
    "shipped": None,
    "faults": TESTS / "faults",
    "walks": TESTS / "render" / "walks",
    "frame": TESTS / "data" / "frame",
}


class Base:
    """A knowledge base, its reference chainer, and the diagrams of wishes, made once."""

    def __init__(self, name):
        self.opened = open_knowledge(BASES[name])
        self.program = self.opened.program()
        self.vocabulary = self.program.knowledge.vocabulary
        self.reference = Reference(self.program)
        self.diagram = cache(lambda condition: sought(condition, self.program))

    def facts(self, *told):
        return read_facts(self.vocabulary, None, told)

    def consult(self, *told):
        return self.opened.consult(self.facts(*told), outlook=False)

    def infer(self, told):
        return self.opened.infer([Fact(name, value) for name, value in told.items()])

    def wish(self, text, *told):
        return read_wish(self.consult(*told), text)

    def ask(self, text, *told):
        """The answer to a wish, and the consultation that it starts from."""
        now = self.consult(*told)
        wish = read_wish(now, text)
        facts = {fact.attribute: fact.value for fact in self.facts(*told)}
        found = grant(wish, facts, self.program, self.diagram(wish.condition), self.infer)
        return found, now


@cache
def base_of(name):
    return Base(name)


@pytest.fixture(scope="session")
def shipped():
    return base_of("shipped")


@pytest.fixture(scope="session")
def faults():
    return base_of("faults")


@pytest.fixture(scope="session")
def walks():
    return base_of("walks")


@pytest.fixture(scope="session", params=["shipped", "faults", "walks"])
def any_base(request):
    return base_of(request.param)


@pytest.fixture
def expected():
    def expected(name):
        return (Path(__file__).parent / "expected" / name).read_text(encoding="utf-8")

    return expected

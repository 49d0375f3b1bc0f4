"""Which links matter to nobody, proved for all profiles at once on the decision diagram.

A link is idle only where that is certain: what reads would say the same without it, whoever asks.
Others may still matter to nobody in ways that are not looked for here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..conditions import ALWAYS, AllOf, AnyOf, Comparison, Condition, NoneOf, Other
from ..diagram import Diagram, Exceeded, Fires, Subject, View
from ..diagram.nodes import LEAF, OverBudgetError
from ..rules import Rule
from ..verify.space import Space, space_of
from .graph import Dependencies, How, Link
from .views import Around

NO_CHANGE = "never another value"


def observed(graph: Dependencies, diagram: Diagram | Exceeded) -> Dependencies:
    """The graph with the links marked that never matter; without a diagram, it says why not."""
    if isinstance(diagram, Exceeded):
        return replace(
            graph, unchecked=f"the decision diagram would be too large ({diagram.reason})"
        )
    try:
        idle = _Idle(space_of(diagram), diagram)
        links = tuple(replace(link, idle=idle.reason(link)) for link in graph.links)
    except OverBudgetError:
        return replace(graph, unchecked="the decision diagram grew too large")
    return replace(graph, links=links)


def depending(diagram: Diagram | Exceeded, around: Around) -> frozenset[str] | None:
    """The asked attributes of which some answer changes an attribute, a field or a rule.

    None where no diagram can tell.
    """
    centre = around.centre
    if isinstance(diagram, Exceeded):
        return None
    match centre.sort:
        case "asked" | "text" | "claim":
            return None
        case "field":
            subjects: list[Subject] = [
                around.whole.things[link.source].name for link in around.whole.into(centre.id)
            ]
        case "rule" | "table":
            subjects = [Fires(name) for name in centre.rows or (centre.name,)]
        case _:
            subjects = [centre.name]
    return View(diagram, {}, "either").depends_on(*subjects)


def spared(rule: Rule, how: How, name: str) -> Rule:
    """A rule whose ``when``, or whose ``unless``, says nothing of an attribute."""
    if how == "unless":
        return replace(rule, unless=rule.unless and _dropped(rule.unless, name))
    return replace(rule, when=_dropped(rule.when, name) or ALWAYS)


class _Idle:
    """Reasons for which a link never matters."""

    def __init__(self, space: Space, diagram: Diagram) -> None:
        self._space, self._diagram = space, diagram
        self._rules = {rule.id: rule for rule in space.rules}
        self._tests: dict[str, Callable[[Link, Rule, str], str]] = {
            "reads": self._read,
            "unless": self._read,
            "overrides": self._override,
            "concludes": self._conclusion,
            "calls for": self._conclusion,
        }

    def reason(self, link: Link) -> str:
        """Why a link never matters, or nothing."""
        source = link.source.removeprefix("attribute:")
        if link.source.startswith("attribute:") and self._constant(source):
            return f"{source} has {NO_CHANGE}"
        if not link.rules or link.how not in self._tests:
            return ""
        rule = self._rules[link.rules[0]]
        if self._space.empty(self._space.fired(self._space.numbers[rule.id])):
            return f"{rule.id} never fires"
        return self._tests[link.how](link, rule, source)

    def _read(self, link: Link, rule: Rule, name: str) -> str:
        if self._behaviour(spared(rule, link.how, name)) == self._behaviour(rule):
            return f"{rule.id} fires for the same people without it"
        return ""

    def _override(self, link: Link, rule: Rule, _: str) -> str:
        space = self._space
        other = space.numbers[link.target.removeprefix("rule:")]
        acts = space.both(space.standing(space.numbers[rule.id]), space.fired(other))
        return "they never fire together" if space.empty(acts) else ""

    def _conclusion(self, _: Link, rule: Rule, __: str) -> str:
        standing = self._space.standing(self._space.numbers[rule.id])
        return f"{rule.id} is always set aside" if self._space.empty(standing) else ""

    def _behaviour(self, rule: Rule) -> tuple[int, ...]:
        """Where a rule fires, where it still might, and where it fires with a proviso."""
        space, testing = self._space, self._space.testing
        holds, may = testing.holds(rule.when), testing.is_open(rule.when)
        if rule.unless is None:
            return holds, may, space.nodes.false
        stopped, provided = testing.holds(rule.unless), testing.is_open(rule.unless)
        return (
            space.without(holds, stopped),
            space.without(may, stopped),
            space.both(holds, provided),
        )

    def _constant(self, name: str) -> bool:
        level, words = self._diagram.nodes.level, self._diagram.words.get(name)
        if words is not None:
            return all(level[root] == LEAF for root in (words.open, *words.words.values()))
        root = self._diagram.roots.get(name)
        return root is not None and level[root] == LEAF and not self._diagram.figured(root)


def _dropped(condition: Condition, name: str) -> Condition | None:
    """A condition without its tests of an attribute; None where nothing is left."""
    match condition:
        case Comparison(attribute, _, Other(other)) if name in {attribute, other}:
            return None
        case Comparison(attribute):
            return None if attribute == name else condition
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts) if parts:
            found = (_dropped(part, name) for part in parts)
            left = tuple(part for part in found if part is not None)
            return type(condition)(left) if left else None
        case _:
            return condition

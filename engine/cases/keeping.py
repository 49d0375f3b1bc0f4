"""Results of cases kept between runs: what came out as expected, of one state of the knowledge.

Nothing but the knowledge, the case and the engine decides how a case comes out; where all three are
the same, running it again would tell nothing new. What was different is always run again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from .. import cache
from ..conditions import describe
from .case import Case, Infer, Result, Run
from .running import run_cases

Fired = tuple[str, ...]


def run_changed(cases: Sequence[Case], infer: Infer, name: str) -> tuple[Run, ...]:
    """Every case, as ``run_cases`` does, but those that need not be run again.

    ``name`` tells the content of the knowledge base from any other.
    """
    entry = f"{name}:as expected:{_matcher()}"
    found = cache.fetch(entry)
    known: Mapping[str, Fired] = found if isinstance(found, dict) else {}
    keys = [_key(case) if _settled(case) else "" for case in cases]
    fresh = iter(
        run_cases([c for c, key in zip(cases, keys, strict=True) if key not in known], infer)
    )
    runs = tuple(
        _kept(case, known[key]) if key in known else next(fresh)
        for case, key in zip(cases, keys, strict=True)
    )
    new = {
        key: tuple(sorted(run.fired))
        for key, run in zip(keys, runs, strict=True)
        if not run.kept and run.result.outcome == "as expected"
    }
    if new:
        cache.store(entry, {**known, **new})
    return runs


def _matcher() -> str:
    """Which durable-rules is installed; it is not imported for that."""
    found = find_spec("durable_rules_engine")
    if found is None or found.origin is None:
        return ""
    return f"{found.origin}:{Path(found.origin).stat().st_mtime_ns}"


def _kept(case: Case, fired: Fired) -> Run:
    return Run(Result(case, "as expected"), frozenset(fired), kept=True)


def _key(case: Case) -> str:
    """All of a case that has to do with how it comes out, and nothing of where it stands."""
    facts = [(fact.attribute, fact.value) for fact in case.facts]
    expected = [(one.attribute, describe(one.condition), one.said) for one in case.expected]
    said = facts, expected, case.rules, case.clashes, case.says, case.basis
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _settled(case: Case) -> bool:
    """Whether it is run at all."""
    return not case.problems and case.to_do is None

"""What a case can expect that is so by the rules as they are, and not by a mutant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..cases.running import roles
from ..inference import Inference
from ..rules import Rule
from ..values import UNKNOWN, Net, State, Value
from ..yamltext.quoting import as_written

ROLES = ("because of", "set aside", "counted once")


def expectations(rule: Rule, run: Inference, other: Inference) -> Iterator[dict[str, str]]:
    """Entries of ``expect:`` that tell two runs apart, those about what the rule says first."""
    names = dict.fromkeys((*rule.writes(), *_shown(run), *run.program.order))
    for name in names:
        if not run.program.knowledge.vocabulary[name].asked:
            yield from _of_value(name, _state(run, name), _state(other, name))
    yield from _of_roles(rule, run, other)


def _shown(run: Inference) -> Iterator[str]:
    """The attributes that the verdict shows."""
    form = run.program.knowledge.verdict
    for entry in () if form is None else form.fields:
        members = entry.shows if isinstance(entry.shows, tuple) else (entry,)
        yield from (member.shows for member in members if isinstance(member.shows, str))


def _state(run: Inference, name: str) -> State:
    return run.memory.get(name, UNKNOWN)


def _of_value(name: str, now: State, then: State) -> Iterator[dict[str, str]]:
    """An entry about one attribute, if it has another value."""
    match now, then:
        case tuple(), tuple():
            yield from ({name: _word(word)} for word in now if word not in then)
            yield from ({name: f"{{not: {_word(word)}}}"} for word in then if word not in now)
        case tuple(), _ if now:
            yield {name: f"[{', '.join(map(_word, now))}]"}
        case Net(), Net() if now == then:
            return
        case Net(), _ if now.pulls == 0:
            yield {name: "no advice"}
        case Net(), _:
            yield {name: f"{now.figure:f}"}
            yield {name: _word(now.word)}
        case _ if now != then:
            yield {name: _plain(now)}


def _plain(value: State) -> str:
    match value:
        case None | ():
            return "no advice"
        case Decimal():
            return f"{value:f}"
        case str():
            return _word(value)
        case _:
            return "cannot tell"


def _word(word: Value) -> str:
    return as_written(str(word), flow=True)


def _of_roles(rule: Rule, run: Inference, other: Inference) -> Iterator[dict[str, str]]:
    """An entry about a rule that has another part in the verdict."""
    now, then = roles(run, ROLES), roles(other, ROLES)
    for role in ROLES:
        changed = now[role] ^ then[role]
        for name in sorted(changed, key=lambda name: (name != rule.id, name)):
            if name in now[role]:
                yield {role: name}
            elif role == "because of":
                yield {"not because of": name}

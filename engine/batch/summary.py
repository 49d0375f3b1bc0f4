"""What became of many profiles, counted: verdicts, rules, what was not told, what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..relational import Coded, Tabled
from .duck import Duck, named
from .matching import Matched


@dataclass(slots=True)
class Tally:
    """Counts, which add up over files."""

    answered: int = 0
    rejected: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)
    untold: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Take another in."""
        self.answered += other.answered
        self.rejected += other.rejected
        for mine, theirs in (
            (self.verdicts, other.verdicts),
            (self.fired, other.fired),
            (self.untold, other.untold),
            (self.reasons, other.reasons),
        ):
            mine.update(theirs)


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole run: of ``field`` the verdicts are; ``rules`` are all there are, in their order.

    ``rejects`` are the files of refused rows, ``skipped`` the parts that were there already.
    """

    tally: Tally
    matched: Matched
    field: str | None
    rules: tuple[str, ...]
    written: tuple[str, ...]
    rejects: tuple[str, ...]
    skipped: tuple[str, ...] = ()

    @property
    def read(self) -> int:
        """All rows."""
        return self.tally.answered + self.tally.rejected

    @property
    def silent(self) -> tuple[str, ...]:
        """The rules that fired for nobody."""
        return tuple(rule for rule in self.rules if not self.tally.fired[rule])


def tallied(duck: Duck, tabled: Tabled, shown: str | None) -> Tally:
    """Count the rows of the source by their keys, and what stands in the tables by these."""
    tally = Tally()
    raw = _raw(tabled)
    apart = shown if shown is not None and shown not in tabled.at else None
    counts = _counts(duck, tabled, raw, apart)
    tally.answered = counts.pop("", 0)
    for name, place in raw.items():
        tally.untold[name] = counts.pop(place, 0)
    for table in tabled.tables:
        _by_table(duck, tabled, tally, table.name)
    if shown is not None and apart is None:
        _verdicts(duck, tabled, tally, shown)
    elif apart is not None:
        tally.verdicts.update(_apart(duck, len(tabled.tables)))
    return tally


def _raw(tabled: Tabled) -> Mapping[str, str]:
    """The attributes that no table codes, with their columns."""
    in_tables = {place for table in tabled.tables for place in table.told}
    places = {
        name: into.column if isinstance(into, Coded) else into
        for name, into in tabled.inputs.items()
    }
    return {name: place for name, place in places.items() if place not in in_tables}


def _counts(
    duck: Duck, tabled: Tabled, raw: Mapping[str, str], apart: str | None
) -> dict[str, int]:
    """One pass over all rows: how many with each key; gives the counts of all rows together."""
    keys = [named(table.key) for table in tabled.tables]
    keys += [named(tabled.shown(apart))] if apart is not None else []
    sums = [_missing(tabled, name, place) for name, place in raw.items()]
    sets = ", ".join(["()", *(f"({key})" for key in keys)])
    columns = [f"{key} AS k{at}, grouping({key}) AS g{at}, " for at, key in enumerate(keys)]
    duck.run(
        f"CREATE OR REPLACE TABLE tallies AS SELECT {''.join(columns)}count(*) AS n"
        + "".join(f", {each} AS {named(f'missing {at}')}" for at, each in enumerate(sums))
        + f" FROM ({tabled.keys().sql('duckdb', comments=False)}) GROUP BY GROUPING SETS ({sets})"
    )
    every = " AND ".join(f"g{at} = 1" for at in range(len(keys))) or "TRUE"
    missing = "".join(f", {named(f'missing {at}')}" for at in range(len(sums)))
    row = duck.rows(f"SELECT n{missing} FROM tallies WHERE {every}")
    found = row[0] if row else (0,) * (1 + len(sums))
    return {"": found[0], **dict(zip(raw.values(), found[1:], strict=True))}


def _missing(tabled: Tabled, name: str, place: str) -> str:
    untold = "= 0" if isinstance(tabled.inputs[name], Coded) else "IS NULL"
    return f"count(*) FILTER ({named(place)} {untold})"


def _by_table(duck: Duck, tabled: Tabled, tally: Tally, name: str) -> None:
    at = next(at for at, each in enumerate(tabled.tables) if each.name == name)
    table = tabled.tables[at]
    attributes = {
        into.column if isinstance(into, Coded) else into: attribute
        for attribute, into in tabled.inputs.items()
    }
    fired = {rule: f"{named(column)}" for rule, column in table.fired.items()}
    untold = {
        attributes[place]: f"{named(code)} = 0"
        for place, code in table.told.items()
        if attributes[place] not in tally.untold
    }
    tests = [*fired.values(), *untold.values()]
    if not tests:
        return
    sums = ", ".join(f"coalesce(sum(n) FILTER ({test}), 0)" for test in tests)
    (row,) = duck.rows(f"SELECT {sums} FROM {_joined(tabled, at)}")
    for rule, count in zip(fired, row, strict=False):
        tally.fired[rule] = int(count)
    for attribute, count in zip(untold, row[len(fired) :], strict=True):
        tally.untold[attribute] = int(count)


def _joined(tabled: Tabled, at: int) -> str:
    table = tabled.tables[at]
    return f"tallies JOIN {named(table.name)} ON k{at} = {named(table.key)} WHERE g{at} = 0"


def _verdicts(duck: Duck, tabled: Tabled, tally: Tally, shown: str) -> None:
    at = next(at for at, each in enumerate(tabled.tables) if each.name == tabled.at[shown])
    rows = duck.rows(
        f"SELECT CAST({named(tabled.shown(shown))} AS VARCHAR), sum(n)"
        f" FROM {_joined(tabled, at)} GROUP BY 1"
    )
    tally.verdicts.update({_word(word): int(count) for word, count in rows})


def _apart(duck: Duck, at: int) -> dict[str, int]:
    rows = duck.rows(f"SELECT CAST(k{at} AS VARCHAR), n FROM tallies WHERE g{at} = 0")
    return {_word(word): int(count) for word, count in rows}


def _word(word: object) -> str:
    return "none" if word is None else str(word)

"""Which column tells which attribute, by name and by synonym; and which column tells none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..diagnostics import DunbarError
from ..vocabulary import Vocabulary
from ..words import did_you_mean, join


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A column that tells nothing, and why."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Attributes with the columns that tell them, in the order of the columns."""

    columns: dict[str, str]
    unmatched: tuple[Unmatched, ...]
    untold: tuple[str, ...]


def match_columns(columns: Iterable[str], vocabulary: Vocabulary) -> Matched:
    """Raises DunbarError where two columns tell the same, or none tells anything."""
    found: dict[str, str] = {}
    unmatched: list[Unmatched] = []
    names = [attribute.name for attribute in vocabulary.asked]
    for column in columns:
        attribute = vocabulary.find(column)
        if attribute is None:
            hint = did_you_mean(column, names) or ""
            unmatched.append(Unmatched(column, hint if hint.startswith("did you mean") else ""))
        elif not attribute.asked:
            unmatched.append(Unmatched(column, "the rules work it out"))
        elif attribute.name in found:
            raise DunbarError(
                f'the columns "{found[attribute.name]}" and "{column}" both tell'
                f' "{attribute.name}": leave one out, or give it another name'
            )
        else:
            found[attribute.name] = column
    if not found:
        raise DunbarError(f"no column is something that is asked; these are: {join(names, 'and')}")
    untold = tuple(name for name in names if name not in found)
    return Matched(found, tuple(unmatched), untold)

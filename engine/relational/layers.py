"""Columns by layers: each layer is a query over the one before, and adds columns to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlglot import exp

from .terms import Term, column, table

_UNPLAIN = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Added:
    """One column of a layer, with the words that stand beside it."""

    name: str
    term: Term
    note: str


@dataclass(slots=True)
class Layers:
    """Columns so far; a new one goes into the first layer in which all that it reads is there."""

    source: str
    taken: set[str]
    prefix: str = ""
    _layers: list[tuple[str, list[Added]]] = field(default_factory=list)
    _level: dict[str, int] = field(default_factory=dict)
    _base: int = 0
    _title: str = ""

    def begin(self, title: str) -> None:
        """From here on, columns come after all there are, in layers of this title."""
        self._title, self._base = title, len(self._layers)

    def define(self, wanted: str, term: Term, note: str = "") -> str:
        """A new column; gives its name, which is the one that is wanted unless that is taken."""
        name = self._free(wanted)
        read = (self._level.get(found.name, -1) for found in term.find_all(exp.Column))
        level = max(self._base, max(read, default=-1) + 1)
        while len(self._layers) <= level:
            self._layers.append((self._name(len(self._layers) - self._base), []))
        self._layers[level][1].append(Added(name, term, note))
        self._level[name] = level
        return name

    def bound(self, wanted: str, term: Term, note: str = "") -> str:
        """The column that holds the term: its own where it is one already."""
        return term.name if isinstance(term, exp.Column) else self.define(wanted, term, note)

    def columns(self) -> Iterator[Added]:
        """All columns, each after those that it reads."""
        for _, added in self._layers:
            yield from added

    def select(self, outputs: Iterable[tuple[str, Term, str]]) -> exp.Select:
        """The query that gives the outputs (name, term, note) for each row of the source."""
        last, ctes = self.source, list[exp.CTE]()
        for name, added in self._layers:
            if added:
                shown = [exp.Star(), *(aliased(each.name, each.term, each.note) for each in added)]
                ctes.append(exp.CTE(this=_from(last, shown), alias=_table_alias(name)))
                last = name
        final = _from(last, [aliased(*output) for output in outputs])
        if ctes:
            final.set("with_", exp.With(expressions=ctes))
        return final

    def _free(self, wanted: str) -> str:
        plain = self.prefix + (_UNPLAIN.sub("_", wanted.casefold()).strip("_") or "column")
        name, count = plain, 2
        while name in self.taken:
            name, count = f"{plain}_{count}", count + 1
        self.taken.add(name)
        return name

    def _name(self, height: int) -> str:
        title = _UNPLAIN.sub("_", self._title.casefold()).strip("_")
        return self._free(title if not height else f"{title}_{height + 1}")


def _from(name: str, shown: list[Term]) -> exp.Select:
    return exp.Select(expressions=shown).from_(table(name), copy=False)


def aliased(name: str, term: Term, note: str) -> Term:
    """The term under a name, with a comment."""
    if isinstance(term, exp.Column) and term.name == name:
        found: Term = column(name)
    else:
        found = exp.Alias(this=term, alias=exp.Identifier(this=name, quoted=True))
    if note:
        found.add_comments([f" {_safe(note)} "])
    return found


def _safe(note: str) -> str:
    """Without anything that ends or begins a comment."""
    return " ".join(note.split()).replace("*/", "* /").replace("/*", "/ *")


def _table_alias(name: str) -> exp.TableAlias:
    return exp.TableAlias(this=exp.Identifier(this=name, quoted=True))

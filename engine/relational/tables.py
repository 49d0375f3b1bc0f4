"""The query for many rows: what can be looked up is, in small tables that are worked out first.

A row gets, from the codes of what was told, the key of its row in each table; only what compares
raw numbers with computed ones is worked out for each row. Tables do not depend on the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlglot import exp

from ..strata import Program
from .groups import MOST_ROWS, Group, Grouped, grouped
from .keys import Coded, Told, coded
from .layers import Layers, aliased
from .nets import Cut, Net, netted
from .query import RULES, Output, as_text, fields, input_names
from .states import Amount
from .strata import Compiled, compile_strata
from .terms import Term, cases, column, compared, false, null, number, table, text, true
from .typing import Span

KEY = "key"


@dataclass(frozen=True, slots=True)
class Table:
    """A table to store under ``name`` before any after it, and before the rows are read.

    ``key`` is its key; ``told`` are its columns of codes by the input that they code; ``fired``
    are the columns of the rules that it settles, by their ids, NULL for what might fire.
    """

    name: str
    key: str
    select: exp.Select
    told: Mapping[str, str]
    fired: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tabled:
    """The tables, and the rows' way through them.

    ``inputs`` says in which column of ``source`` each attribute is told, and whether as a code.
    ``outputs`` are the fields of the verdict, ``at`` says which table has a field, if one has.
    """

    source: str
    inputs: Mapping[str, Told]
    tables: tuple[Table, ...]
    outputs: tuple[Output, ...]
    at: Mapping[str, str]
    _steps: tuple[tuple[str, exp.Select], ...]
    _shown: Mapping[str, str]

    def answers(self, keep: Mapping[str, str]) -> exp.Select:
        """For each row the columns to ``keep`` under other names, the fields, the rules.

        The rules come as one column for each table, ``rules_0`` and so on: a text or NULL.
        """
        shown = [aliased(new, column(old), "") for old, new in keep.items()]
        shown += [aliased(each.name, column(self._shown[each.name]), "") for each in self.outputs]
        fired = [each.key for each in self.tables if each.fired]
        shown += [
            aliased(f"{RULES}_{at}", column(f"{RULES} {key}"), "") for at, key in enumerate(fired)
        ]
        return self._through(shown)

    def shown(self, name: str) -> str:
        """The column, of a table or of the rows, that an output comes from."""
        return self._shown[name]

    def keys(self) -> exp.Select:
        """For each row its key in each table, and all that the source has."""
        return self._through([exp.Star()])

    def _through(self, shown: Sequence[Term]) -> exp.Select:
        ctes = [exp.CTE(this=select.copy(), alias=_alias(name)) for name, select in self._steps]
        last = self._steps[-1][0] if self._steps else self.source
        final = exp.Select(expressions=list(shown)).from_(table(last), copy=False)
        if ctes:
            final.set("with_", exp.With(expressions=ctes))
        return final


def compile_tables(program: Program, *, source: str = "profiles", most: int = MOST_ROWS) -> Tabled:
    """The tables of a program, none with more than ``most`` rows. Raises UnfitError."""
    names = input_names(program)
    vocabulary = program.knowledge.vocabulary
    told = {name: coded(vocabulary[name], names[name]) for name in program.asked}
    layers = Layers(source, {*names.values(), source})
    compiled = compile_strata(program, layers, told)
    layers.begin("answers")
    outputs = {
        output: layers.define(f"answer {output.name}", term)
        for output, term in fields(compiled, ())
    }
    rules = {
        at: layers.define(f"fired {name}", column(name)) for at, name in compiled.rules.items()
    }
    codes = {each.column: each.size for each in told.values() if isinstance(each, Coded)}
    spans = _numbers(compiled, told)
    net = netted(layers.columns(), codes, spans, layers.taken)
    groups = grouped(net, (*outputs.values(), *rules.values()), most)
    return _Writer(program, source, told, rules, net, groups, spans).tabled(outputs)


def _numbers(compiled: Compiled, told: Mapping[str, Told]) -> dict[str, Span]:
    """The columns of told numbers, each with what it can hold."""
    found = dict[str, Span]()
    for name in told:
        match compiled.states[name]:
            case Amount(value, span=span):
                found[value().name] = span
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    program: Program
    source: str
    told: Mapping[str, Told]
    rules: Mapping[int, str]
    net: Net
    groups: Grouped
    spans: Mapping[str, Span]

    def tabled(self, outputs: Mapping[Output, str]) -> Tabled:
        shown = {output.name: name for output, name in outputs.items()}
        rows = [name for name in self.groups.since if name in self._terms()]
        needed = {each for name in rows for each in self.net.reads[name]} | {*shown.values()}
        tables = tuple(self._table(group, needed) for group in self.groups.groups)
        homes = {field: self.groups.home.get(name) for field, name in shown.items()}
        return Tabled(
            self.source,
            self.told,
            tables,
            tuple(outputs),
            {field: tables[home].name for field, home in homes.items() if home is not None},
            tuple(self._steps(rows, needed)),
            shown,
        )

    def _terms(self) -> dict[str, Term]:
        return {**self.net.small, **self.net.rows, **self.net.atoms}

    # Tables

    def _table(self, group: Group, needed: set[str]) -> Table:
        key = _key(group)
        levels = self._levels(group.members)
        last, ctes = "keys", [exp.CTE(this=self._keys(group), alias=_alias("keys"))]
        for at, names in enumerate(levels):
            ctes.append(_cte(f"step {at}", last, [_as(n, self.net.small[n]) for n in names]))
            last = f"step {at}"
        members = set(group.members)
        rules = {
            self.program.rules[at].id: name
            for at, name in sorted(self.rules.items())
            if name in members
        }
        exported = [name for name in group.members if name in needed]
        classes = [
            aliased(_class(group.number, later.number), _rank(later.borders[group.number]), "")
            for later in self.groups.groups
            if group.number in later.borders
        ]
        signals = {self._code(name): None for name in group.signals}
        borders = {n for later in self.groups.groups for n in later.borders.get(group.number, ())}
        kept = dict.fromkeys((*exported, *rules.values(), *sorted(borders)))
        fired = [aliased(f"{RULES} {key}", _or_null(as_text(rules)), "")] if rules else []
        final = exp.Select(
            expressions=[column(key), *map(column, signals), *map(column, kept), *classes, *fired]
        ).from_(table(last), copy=False)
        final.set("with_", exp.With(expressions=ctes))
        told = {self._origin(name): self._code(name) for name in group.signals}
        told.pop("", None)
        return Table(self._name(group), key, final, told, rules)

    def _keys(self, group: Group) -> exp.Select:
        """Every combination of signals and classes, with its key."""
        sources = [self._values(name) for name in group.signals]
        for number_, names in group.borders.items():
            shown = [column(_class(number_, group.number)), *map(column, names)]
            inner = exp.Select(expressions=shown).from_(
                table(self._name(self.groups.groups[number_])), copy=False
            )
            inner.set("distinct", exp.Distinct())
            sources.append(exp.Subquery(this=inner, alias=_alias(f"classes {number_}")))
        select = exp.Select(expressions=[exp.Star(), _as(_key(group), self._key_of(group))])
        if not sources:
            return select.from_(exp.Subquery(this=_one(), alias=_alias("one")), copy=False)
        select = select.from_(sources[0], copy=False)
        for each in sources[1:]:
            select.append("joins", exp.Join(this=each, kind="CROSS"))
        return select

    def _key_of(self, group: Group) -> Term:
        parts, stride = list[Term](), 1
        for name in group.signals:
            parts.append(_times(column(self._code(name)), stride))
            stride *= self.net.sizes[name]
        for number_, names in group.borders.items():
            parts.append(_times(column(_class(number_, group.number)), stride))
            stride *= self.groups.size(names)
        whole = parts[0] if parts else number(0)
        for part in parts[1:]:
            whole = exp.Add(this=whole, expression=part)
        return exp.cast(whole, "INTEGER")

    def _values(self, name: str) -> Term:
        """A signal's codes, with the value that each stands for."""
        code = self._code(name)
        match name:
            case _ if name in self.spans:
                kind = self.net.rows[name].args["to"]
                span, cuts = self.spans[name], self.net.cuts[name]
                rows = [(number(0), null())]
                rows += [
                    (number(at), exp.Cast(this=number(value), to=kind.copy()))
                    for at, value in _representatives(span, cuts)
                ]
            case _ if name in self._rows():
                rows = [(number(0), null()), (number(1), false()), (number(2), true())]
            case _:
                return _relation(
                    name, [code], [(number(at),) for at in range(self.net.sizes[name])]
                )
        return _relation(name, [code, name], rows)

    # Rows

    def _steps(self, rows: Sequence[str], needed: set[str]) -> Iterator[tuple[str, exp.Select]]:
        """From the source to the last table: facts, classes, and then table by table."""
        last, terms = self.source, self._terms()
        signals = {name for group in self.groups.groups for name in group.signals}
        numbers = [name for name in self.spans if name in {*rows, *signals}]
        if numbers:
            yield "facts", _over(last, [_as(name, self.net.rows[name]) for name in numbers])
            classes = [name for name in numbers if name in signals]
            last = "facts"
            if classes:
                shown = [_as(self._code(n), _classified(n, self.net.cuts[n])) for n in classes]
                yield "classes", _over(last, shown)
                last = "classes"
        for at in range(-1, len(self.groups.groups)):
            if at >= 0:
                group = self.groups.groups[at]
                keyed = f"keyed {at}"
                yield keyed, _over(last, [_as(_key(group), self._key_of(group))])
                yield f"joined {at}", self._joined(group, keyed, needed)
                last = f"joined {at}"
            mine = [n for n in rows if self.groups.since[n] == at and n not in self.spans]
            for height, names in enumerate(self._levels(mine)):
                shown = [_as(name, terms[name]) for name in names]
                yield f"rows {at + 1} {height}", _over(last, shown)
                last = f"rows {at + 1} {height}"
            coded_ = [n for n in mine if n in signals]
            if coded_:
                yield (
                    f"codes {at + 1}",
                    _over(last, [_as(self._code(n), _truth(n)) for n in coded_]),
                )
                last = f"codes {at + 1}"

    def _joined(self, group: Group, keyed: str, needed: set[str]) -> exp.Select:
        name, key = self._name(group), _key(group)
        wanted = [each for each in group.members if each in needed]
        wanted += [
            _class(group.number, later.number)
            for later in self.groups.groups
            if group.number in later.borders
        ]
        if any(each in set(group.members) for each in self.rules.values()):
            wanted.append(f"{RULES} {key}")
        rows = exp.Column(this=exp.Star(), table=exp.to_identifier(keyed, quoted=True))
        select = exp.Select(expressions=[rows, *(_of(name, each) for each in wanted)])
        select = select.from_(table(keyed), copy=False)
        on = compared(exp.EQ, _of(keyed, key), _of(name, key))
        select.append("joins", exp.Join(this=table(name), on=on))
        return select

    # Names

    def _levels(self, names: Iterable[str]) -> list[list[str]]:
        level, found = dict[str, int](), list[list[str]]()
        for name in names:
            below = (level.get(each, -1) for each in self.net.reads[name])
            level[name] = 1 + max(below, default=-1)
            while len(found) <= level[name]:
                found.append([])
            found[level[name]].append(name)
        return found

    def _rows(self) -> Mapping[str, object]:
        return self.groups.since

    def _code(self, name: str) -> str:
        return f"{name} code" if name in self.spans or name in self._rows() else name

    def _origin(self, name: str) -> str:
        """The column of the source that a signal codes; nothing for what is worked out."""
        if name in self.spans:
            return next((c.name for c in self.net.rows[name].find_all(exp.Column)), "")
        return "" if name in self._rows() else name

    def _name(self, group: Group) -> str:
        return f"{self.source} table {group.number}"


def _key(group: Group) -> str:
    return f"{KEY} {group.number}"


def _class(of: int, to: int) -> str:
    return f"class {of} for {to}"


def _representatives(span: Span, cuts: Sequence[Cut]) -> Iterator[tuple[int, Decimal]]:
    """A number of each class that has any, with the code of the class."""
    unit = Decimal(1).scaleb(-span.places)
    for code, (below, above) in enumerate(zip((None, *cuts), (*cuts, None), strict=True), 1):
        low = span.low
        if below is not None:
            up = below.at.quantize(unit, ROUND_CEILING)
            over = below.at.quantize(unit, ROUND_FLOOR) + unit
            low = max(low, over if below.above else up)
        if low > span.high:
            continue
        if above is None or low < above.at or (above.above and low == above.at):
            yield code, low


def _classified(name: str, cuts: Sequence[Cut]) -> Term:
    """The class of a number: how many cuts lie below it, from 1; 0 where it is not told."""
    whole: Term = number(1)
    for cut in cuts:
        beyond = compared(exp.GT if cut.above else exp.GTE, column(name), number(cut.at))
        whole = exp.Add(this=whole, expression=exp.cast(beyond, "INTEGER"))
    if not cuts:
        whole = cases([(exp.Is(this=column(name), expression=null()), null())], number(1))
    return exp.Coalesce(this=whole, expressions=[number(0)])


def _truth(name: str) -> Term:
    code = exp.Add(this=exp.cast(column(name), "INTEGER"), expression=number(1))
    return exp.Coalesce(this=code, expressions=[number(0)])


def _or_null(term: Term) -> Term:
    return exp.Nullif(this=term, expression=text(""))


def _rank(names: Sequence[str]) -> Term:
    """A number for each combination of values, from 0."""
    order = exp.Order(expressions=[exp.Ordered(this=column(name)) for name in names])
    ranked = exp.Window(this=exp.DenseRank(), order=order, over="OVER")
    return exp.Sub(this=ranked, expression=number(1))


def _times(term: Term, stride: int) -> Term:
    return term if stride == 1 else exp.Mul(this=term, expression=number(stride))


def _relation(name: str, columns: Sequence[str], rows: Sequence[tuple[Term, ...]]) -> Term:
    alias = exp.TableAlias(
        this=exp.to_identifier(f"{name} values", quoted=True),
        columns=[exp.to_identifier(each, quoted=True) for each in columns],
    )
    return exp.Values(expressions=[exp.Tuple(expressions=list(row)) for row in rows], alias=alias)


def _one() -> exp.Select:
    return exp.Select(expressions=[aliased("one", number(1), "")])


def _as(name: str, term: Term) -> Term:
    return aliased(name, term.copy(), "")


def _of(table_name: str, name: str) -> Term:
    return exp.Column(
        this=exp.to_identifier(name, quoted=True), table=exp.to_identifier(table_name, quoted=True)
    )


def _over(last: str, shown: Sequence[Term]) -> exp.Select:
    return exp.Select(expressions=[exp.Star(), *shown]).from_(table(last), copy=False)


def _cte(name: str, last: str, shown: Sequence[Term]) -> exp.CTE:
    return exp.CTE(this=_over(last, shown), alias=_alias(name))


def _alias(name: str) -> exp.TableAlias:
    return exp.TableAlias(this=exp.to_identifier(name, quoted=True))

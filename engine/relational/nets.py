"""Columns as a net: what each reads, how many values it can have, and what rows must work out.

Columns over codes and classes have few values, so that tables can hold them. What compares raw
numbers with computed ones is cut out as an *atom*, a truth value that is worked out for each row;
whatever reads atoms is over small values again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod

from sqlglot import exp

from .layers import Added
from .terms import Term, column

TRUTHS = 3
MOST_UNPARTED = 1 << 9
"""Terms over more combinations than these are taken apart."""
_TRUE_OR_FALSE = (exp.Predicate, exp.Connector, exp.Not, exp.Boolean)
_ORDER: Mapping[type[exp.Expr], tuple[int, ...]] = {
    exp.GTE: (0,),
    exp.LT: (0,),
    exp.GT: (1,),
    exp.LTE: (1,),
    exp.EQ: (0, 1),
    exp.NEQ: (0, 1),
}
_TURNED: Mapping[type[exp.Expr], type[exp.Expr]] = {
    exp.GTE: exp.LTE,
    exp.LTE: exp.GTE,
    exp.GT: exp.LT,
    exp.LT: exp.GT,
}


@dataclass(frozen=True, slots=True)
class Cut:
    """Where classes of a number part: just below ``at``, or just ``above`` it."""

    at: Decimal
    above: bool


@dataclass(slots=True)
class Net:
    """All columns by name, in an order in which each comes after all that it reads.

    ``small`` columns are over small values alone, ``rows`` must be worked out for each row.
    ``sizes`` says how many values the small ones and the signals have at most; ``cuts`` are those
    of a number that is compared with constants.
    """

    small: dict[str, Term] = field(default_factory=dict)
    rows: dict[str, Term] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    atoms: dict[str, Term] = field(default_factory=dict)
    cuts: dict[str, list[Cut]] = field(default_factory=dict)
    reads: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def is_truth(self, name: str) -> bool:
        """Whether a column holds truth values."""
        term = self.small.get(name) or self.rows.get(name)
        return name in self.atoms or isinstance(term, _TRUE_OR_FALSE)


def netted(
    added: Iterable[Added], codes: Mapping[str, int], numbers: Iterable[str], taken: set[str]
) -> Net:
    """The net of columns over columns of ``codes``, and over ``numbers`` that are columns too."""
    columns = {each.name: each.term.copy() for each in added}
    net = Net(sizes=dict(codes))
    net.cuts = {name: _cuts(name, columns.values()) for name in numbers}
    net.sizes |= {name: 2 + len(cuts) for name, cuts in net.cuts.items()}
    names = dict[str, str]()
    for name, term in columns.items():
        if name in net.cuts:
            net.rows[name] = term
            net.reads[name] = ()
        else:
            _place(net, name, term, names, taken)
    return net


def read(term: Term) -> tuple[str, ...]:
    """The columns that a term reads."""
    return tuple(dict.fromkeys(found.name for found in term.find_all(exp.Column)))


def _place(net: Net, name: str, term: Term, names: dict[str, str], taken: set[str]) -> None:
    """Among the small columns, after its atoms have been cut out; or else among the rows'."""
    rough = [found for found in term.find_all(exp.Column) if not _is_small(net, found)]
    hosts = [_host(found) for found in rough]
    if any(host is None for host in hosts):
        net.rows[name] = term
        net.reads[name] = read(term)
        if isinstance(term, _TRUE_OR_FALSE):
            net.sizes[name] = TRUTHS
        return
    for host in {id(host): host for host in hosts if host is not None}.values():
        atom = _atom(net, host, f"{name} atom", names, taken)
        if host is term:
            term = column(atom)
        else:
            host.replace(column(atom))
    if prod(net.sizes[each] for each in read(term)) > MOST_UNPARTED:
        for part in _parts(term):
            if prod(net.sizes[each] for each in read(part)) > TRUTHS:
                part.replace(column(_part(net, part, f"{name} part", names, taken)))
    _add(net, name, term)


def _add(net: Net, name: str, term: Term) -> None:
    net.small[name] = term
    net.reads[name] = read(term)
    net.sizes[name] = _size(term, net.sizes)


def _atom(net: Net, host: Term, wanted: str, names: dict[str, str], taken: set[str]) -> str:
    text = host.sql()
    if text not in names:
        names[text] = name = _unused(wanted, taken)
        net.atoms[name] = host.copy()
        net.reads[name] = read(host)
        net.sizes[name] = TRUTHS
    return names[text]


def _part(net: Net, part: Term, wanted: str, names: dict[str, str], taken: set[str]) -> str:
    text = part.sql()
    if text not in names:
        names[text] = name = _unused(wanted, taken)
        _add(net, name, part.copy())
    return names[text]


def _parts(term: Term) -> list[Term]:
    """The truth values inside a term that are worth a column of their own, innermost first."""
    found: list[Term] = [
        each
        for each in term.walk(bfs=False)
        if each is not term
        and isinstance(each, exp.Predicate | exp.Connector)
        and type(_above(each)) is not type(each)
    ]
    return found[::-1]


def _unused(wanted: str, taken: set[str]) -> str:
    name, count = wanted, 2
    while name in taken:
        name, count = f"{wanted} {count}", count + 1
    taken.add(name)
    return name


def _is_small(net: Net, found: exp.Column) -> bool:
    name = found.name
    if name in net.cuts:
        return _against(found) is not None or isinstance(_above(found), exp.Is)
    return name in net.sizes


def _host(found: exp.Column) -> Term | None:
    """The least truth value around a column."""
    at: exp.Expr | None = found
    while at is not None and not isinstance(at, exp.Predicate | exp.ArrayContains):
        at = at.parent
    return at


def _above(found: exp.Expr) -> exp.Expr | None:
    parent = found.parent
    return parent.parent if isinstance(parent, exp.Paren) else parent


def _against(found: exp.Column) -> tuple[type[exp.Expr], Decimal] | None:
    """How a column is compared with which constant, if that is what is around it."""
    parent = _above(found)
    if parent is None or type(parent) not in _ORDER:
        return None
    left, right = parent.this.unnest(), parent.expression.unnest()
    kind: type[exp.Expr] = type(parent)
    other, kind = (right, kind) if left is found else (left, _TURNED.get(kind, kind))
    value = _constant(other)
    return None if value is None else (kind, value)


def _constant(term: exp.Expr) -> Decimal | None:
    match term:
        case exp.Cast():
            return _constant(term.this)
        case exp.Paren():
            return _constant(term.this)
        case exp.Neg():
            value = _constant(term.this)
            return None if value is None else -value
        case exp.Literal() if not term.is_string:
            return Decimal(term.name)
        case _:
            return None


def _cuts(name: str, terms: Iterable[Term]) -> list[Cut]:
    found = (each for term in terms for each in term.find_all(exp.Column) if each.name == name)
    tests = (test for each in found if (test := _against(each)) is not None)
    cuts = {Cut(value, bool(side)) for kind, value in tests for side in _ORDER[kind]}
    return sorted(cuts, key=lambda cut: (cut.at, cut.above))


def _size(term: Term, sizes: Mapping[str, int]) -> int:
    """How many values a term can have at most, NULL included."""
    combined = prod(sizes[name] for name in read(term))
    return min(combined, _results(term, sizes))


def _results(term: exp.Expr, sizes: Mapping[str, int]) -> int:
    match term:
        case exp.Cast() | exp.Paren() | exp.Neg():
            return _results(term.this, sizes)
        case exp.Coalesce() | exp.Case():
            return sum(_results(each, sizes) for each in _branches(term))
        case exp.Column():
            return sizes[term.name]
        case exp.Literal() | exp.Null():
            return 1
        case _ if isinstance(term, _TRUE_OR_FALSE):
            return TRUTHS
        case _:
            return prod(sizes[name] for name in read(term))


def _branches(case: exp.Case | exp.Coalesce) -> Iterator[exp.Expr]:
    if isinstance(case, exp.Coalesce):
        yield from (case.this, *case.expressions)
        return
    yield from (each.args["true"] for each in case.args["ifs"])
    default = case.args.get("default")
    yield exp.Null() if default is None else default

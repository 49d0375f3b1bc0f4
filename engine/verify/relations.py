"""How two values of one attribute may stand to each other, and what each promise asks of them."""

from __future__ import annotations

from decimal import Decimal

from ..conditions import Comparison, Other, Test, truth
from ..properties import Compared, Motion, Moving, Relation
from ..values import Net

RELATIONS: dict[Relation, Test] = {
    "not higher": Test.AT_MOST,
    "not lower": Test.AT_LEAST,
    "higher": Test.MORE_THAN,
    "lower": Test.FEWER_THAN,
    "the same": Test.IS,
}
MOTIONS: dict[Motion, Test] = {
    "raises": Test.AT_LEAST,
    "lowers": Test.AT_MOST,
    "changes": Test.IS,
}


def claims(promise: Compared | Moving) -> tuple[tuple[str, Test], ...]:
    """For each attribute how the first person's value should stand to the second's."""
    if isinstance(promise, Compared):
        return tuple((name, RELATIONS[relation]) for name, relation in promise.claims)
    return tuple((name, MOTIONS[promise.motion]) for name in promise.names)


def stands(test: Test, first: object, second: object) -> bool:
    """Whether a value stands to another so; what is no number is neither higher nor lower."""
    first, second = plain(first), plain(second)
    if test is Test.IS:
        return type(first) is type(second) and first == second
    if not isinstance(first, Decimal) or not isinstance(second, Decimal):
        return True
    return (
        truth(Comparison("first", test, Other("second")), {"first": first, "second": second})
        is True
    )


def plain(value: object) -> object:
    """A value as it is compared: evidence by its figure."""
    return value.figure if isinstance(value, Net) else value

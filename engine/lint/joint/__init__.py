"""Whether conditions can hold together, decided over every input at once.

What an attribute may be is a set of *states* (its words, the stretches of numbers that no test
tells apart, *none*, *unknown*), kept as the bits of one number. A condition becomes a *case*:
sets of states that must be met, and clauses of which one case must hold. What a derived
attribute demands of the rules that conclude it is a case again. A search over cases finds an
example, proves that there is none, or runs out of its budget and says so.

Every demand is a necessary one, so "impossible" is a proof. An example is only a candidate:
whoever reports one has the reference chainer try it first.
"""

from __future__ import annotations

from .cases import Case, Mode, all_of
from .search import Gone, Joint, Spent

__all__ = ["Case", "Gone", "Joint", "Mode", "Spent", "all_of"]

"""Questions about one verdict: how something came about, and why something else did not."""

from .derivation import Derivation, Open, how
from .graph import graph
from .links import Need, Reason
from .misses import Miss, Misses, why_not

__all__ = [
    "Derivation",
    "Miss",
    "Misses",
    "Need",
    "Open",
    "Reason",
    "graph",
    "how",
    "why_not",
]

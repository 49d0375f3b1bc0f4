"""The decision diagram: the whole rule base over classes of inputs, and walks over it.

It answers what no run of rules can: what is still possible, what would change it, what is always
so (design, section 4). Semantics are those of ``inference``; provisos are flags it does not carry.
"""

from .changes import Changes, nearest_changes
from .diagram import Between, Diagram, Exceeded, Fires, Reached, Size, Subject, compile_diagram
from .gains import Prior, information_gain
from .smallest import Change
from .storing import restored, stored
from .view import Counted, Range, View
from .witnesses import witness

__all__ = [
    "Between",
    "Change",
    "Changes",
    "Counted",
    "Diagram",
    "Exceeded",
    "Fires",
    "Prior",
    "Range",
    "Reached",
    "Size",
    "Subject",
    "View",
    "compile_diagram",
    "information_gain",
    "nearest_changes",
    "restored",
    "stored",
    "witness",
]

"""What would be: two verdicts side by side, and the smallest changes for a wish."""

from .comparison import Comparison, PullChange, RuleChange, Standing, compare
from .edits import Edit, Edits
from .fields import Difference, flat
from .granting import Answer, Outcome, Way, grant
from .sought import sought
from .wishing import Wish, read_wish

__all__ = [
    "Answer",
    "Comparison",
    "Difference",
    "Edit",
    "Edits",
    "Outcome",
    "PullChange",
    "RuleChange",
    "Standing",
    "Way",
    "Wish",
    "compare",
    "flat",
    "grant",
    "read_wish",
    "sought",
]

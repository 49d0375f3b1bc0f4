"""Two versions of a knowledge base: what was edited, whom that touches, and how far is proved."""

from .cohort import Cohort, read_cohort
from .comparing import Saved, compare
from .report import Report
from .version import Version

__all__ = ["Cohort", "Report", "Saved", "Version", "compare", "read_cohort"]

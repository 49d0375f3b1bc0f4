"""How far somebody has come between two points of time, and what the rules had to do with it."""

from .growth import Distance, Growth
from .history import History, day_in, keep_as, kept_in
from .progress import Progress, progress
from .revision import Revision, revision
from .standing import Standing

__all__ = [
    "Distance",
    "Growth",
    "History",
    "Progress",
    "Revision",
    "Standing",
    "day_in",
    "keep_as",
    "kept_in",
    "progress",
    "revision",
]

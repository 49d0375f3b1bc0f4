"""How much one report may look at: counted in looks, so that it is the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass

MOST_LOOKS = 2500  # an inference or the bounds of all that a figure moves are one look each
LEAST_SHARE = 200


@dataclass(slots=True)
class Budget:
    """The looks that are ``left``, shared out evenly among the ``searches`` still to be made.

    What a search does not need is left to those after it.
    """

    searches: int
    left: int = MOST_LOOKS
    share: int = 0

    def begin(self, least: int = LEAST_SHARE) -> None:
        """Begin the next search, which may have ``least`` looks if so many are left."""
        self.left += self.share
        self.share = min(self.left, max(least, self.left // max(1, self.searches)))
        self.left -= self.share
        self.searches -= 1

    def look(self) -> bool:
        """Whether the search may look once more, which is then counted."""
        if not self.share:
            return False
        self.share -= 1
        return True

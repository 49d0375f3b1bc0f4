"""What reads what: attributes, rules, texts and the verdict as one graph, and parts of it."""

from .finding import find
from .graph import STATEMENTS, Dependencies, How, Link, Sort, Thing, dependencies
from .mattering import depending, observed
from .parts import Direction, bundled, folded, gathered, part, without
from .views import Around, around, drawn, outlined

__all__ = [
    "STATEMENTS",
    "Around",
    "Dependencies",
    "Direction",
    "How",
    "Link",
    "Sort",
    "Thing",
    "around",
    "bundled",
    "dependencies",
    "depending",
    "drawn",
    "find",
    "folded",
    "gathered",
    "observed",
    "outlined",
    "part",
    "without",
]

"""The rules as one relational query: every profile of a table at once, on an engine of others.

Strata become common table expressions, rules and attributes their columns. Meaning is that of
``inference``, with SQL's own three values for unknown. The only importer of ``sqlglot``.
"""

from __future__ import annotations

from .keys import Coded, Told
from .query import RULES, Output, Query, compile_query
from .script import DialectError, dialects, script
from .strata import Compiled, compile_strata
from .tables import Table, Tabled, compile_tables
from .typing import UnfitError

__all__ = [
    "RULES",
    "Coded",
    "Compiled",
    "DialectError",
    "Output",
    "Query",
    "Table",
    "Tabled",
    "Told",
    "UnfitError",
    "compile_query",
    "compile_strata",
    "compile_tables",
    "dialects",
    "script",
]

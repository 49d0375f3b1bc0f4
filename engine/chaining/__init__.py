"""The reference forward chainer: rules indexed by attribute value, tested by compiled conditions.

Indexing on equality is what keeps the speed as rules grow (measured by ``benchmarks/``). What is
compiled are closures, made of the rules at first use: no text is ever run as code.
"""

from .index import SCAN_AT_MOST
from .matching import CompiledTests, ReferenceMatcher

__all__ = ["SCAN_AT_MOST", "CompiledTests", "ReferenceMatcher"]

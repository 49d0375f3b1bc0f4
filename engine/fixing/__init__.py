"""Slips mended where they stand: the fixes that findings carry, applied as far as they are safe."""

from .fixing import Fixed, fixed, fixed_cases, sure
from .patching import patched

__all__ = ["Fixed", "fixed", "fixed_cases", "patched", "sure"]

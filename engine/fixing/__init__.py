"""Slips mended where they stand: the fixes that findings carry, applied as far as they are safe."""

from .fixing import Fixed, fixed, sure
from .patching import patched

__all__ = ["Fixed", "fixed", "patched", "sure"]

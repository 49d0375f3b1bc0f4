"""durable-rules as the matcher of a consultation, driven through its C extension.

The extension is called directly: no ``Host``, hence no threads, no swallowed exceptions, nothing
printed. ``compiler`` rewrites rules into what it matches soundly, ``network`` says which facts to
tell it, ``session`` keeps the order of calls that it survives, ``extension`` alone imports it.
"""

from .matcher import DurableMatcher
from .session import DurableProgram

__all__ = ["DurableMatcher", "DurableProgram"]

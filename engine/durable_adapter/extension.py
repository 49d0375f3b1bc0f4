"""The C extension of durable-rules: loading it, calling it, and its errors in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import Any

from ..diagnostics import DunbarError

_CURE = (
    "install it with: CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject "
    "pip install --no-cache-dir --force-reinstall durable-rules"
)
_ERRORS = {
    101: "it is out of memory",
    106: "a ruleset has too many rules, or an attribute too many tests",
    107: "a ruleset has too many absence tests",
    108: "too many rules share one condition",
    111: "the ruleset is closed",
    112: "too many rulesets are open",
    302: "a fact has too many properties",
    303: "too many tests match one fact",
    304: "a rule has too many conditions",
    309: "the session is not known",
}


@lru_cache(maxsize=1)
def extension() -> ModuleType:
    """The extension module, loaded at first use."""
    try:
        return _load()
    except ModuleNotFoundError:
        raise DunbarError(f"durable-rules is not installed; {_CURE}") from None
    except ImportError as error:
        return _load_lazily(error)


def call(function: Callable[..., Any], *arguments: object) -> Any:
    """What a function of the extension returns; its errors become ours."""
    try:
        return function(*arguments)
    except extension().error as error:
        code = int("".join(filter(str.isdigit, str(error))) or 0)
        reason = _ERRORS.get(code, "it gives no reason")
        raise DunbarError(f"durable-rules cannot run these rules: {reason} (code {code})") from None
    except MemoryError:
        raise DunbarError("durable-rules is out of memory") from None


def _load() -> ModuleType:
    import durable_rules_engine  # noqa: PLC0415 - a verdict without rules does not need it

    module: ModuleType = durable_rules_engine
    return module


def _load_lazily(error: ImportError) -> ModuleType:
    """Built without the cure, on Python 3.13 a symbol is missing that only callbacks would use."""
    if not hasattr(sys, "setdlopenflags"):
        raise DunbarError(f"durable-rules cannot be loaded: {error}; {_CURE}") from None
    flags = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    try:
        return _load()
    except ImportError:
        raise DunbarError(f"durable-rules cannot be loaded: {error}; {_CURE}") from None
    finally:
        sys.setdlopenflags(flags)

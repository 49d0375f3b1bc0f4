"""Questions about a verdict: how it came about, why not another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..output import as_json, page, write
from .frame import CANNOT_TELL, DONE, Form, consulted, told

if TYPE_CHECKING:
    from ..api import Basis
    from .exports import Wanted


@told
def how(
    *,
    conclusion: str,
    facts: tuple[str, ...],
    depth: Literal["line", "paragraph", "tree"],
    form: Form,
    graph: Literal["mermaid", "dot", "svg"] | None,
    basis: Basis,
    kb: Path | None,
    output: Path | None,
    export: Wanted | None = None,
) -> int:
    """How a conclusion came about; 4 when it has no value."""
    from ..explain import how as derive  # noqa: PLC0415

    derivation = derive(consulted(facts, basis, kb, output, export=export), conclusion)
    if graph is not None:
        from ..explain import graph as drawn  # noqa: PLC0415
        from ..render.graph import graph_text  # noqa: PLC0415

        write(graph_text(drawn(derivation), graph), output)
    elif form == "json":
        from ..render.explanations import derivation_json  # noqa: PLC0415

        write(as_json(derivation_json(derivation)), output)
    else:
        from ..render.explanations import derivation_text  # noqa: PLC0415

        write(derivation_text(derivation, depth, **page(output)), output)
    return CANNOT_TELL if derivation.open else DONE


@told
def why_not(
    *,
    target: str,
    facts: tuple[str, ...],
    form: Form,
    basis: Basis,
    kb: Path | None,
    output: Path | None,
    export: Wanted | None = None,
) -> int:
    """Why something was not concluded."""
    from ..explain import why_not as ask  # noqa: PLC0415
    from ..render.explanations import misses_json, misses_text  # noqa: PLC0415

    misses = ask(consulted(facts, basis, kb, output, export=export), target)
    as_data = form == "json"
    write(as_json(misses_json(misses)) if as_data else misses_text(misses, **page(output)), output)
    return DONE

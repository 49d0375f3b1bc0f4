"""What the command line and a Python user call.

``load`` opens a knowledge base, ``consult`` asks it about one profile, ``consult_many`` about an
iterable or a table of them, and ``explain`` says in words how a verdict came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast, overload

from .consultation import Consultation, Fact
from .diagnostics import DunbarError, KnowledgeError
from .frames import Frame, consult_frame, is_frame
from .opened import Basis, Opened, in_order, open_knowledge
from .rules import KnowledgeBase

Profile = Mapping[str, object] | Iterable[Fact]
"""Attribute to plain value (text, number, bool, list, None for untold), or facts read before."""


def load(root: Path | str | None = None) -> Opened:
    """The knowledge base of a folder (the shipped one by default), ready to be consulted.

    Raises KnowledgeError with everything that is wrong with it.
    """
    return open_knowledge(None if root is None else Path(root))


def consult(
    knowledge: Opened, profile: Profile, basis: Basis = "all", *, outlook: bool = True
) -> Consultation:
    """The verdict for one profile, with its proof; consultations of the same compare equal.

    Without ``outlook`` nothing is said of what is missing, which takes most of the time. Raises
    KnowledgeError with everything that cannot be read.
    """
    return knowledge.consult(facts(knowledge, profile), basis, outlook=outlook)


@overload
def consult_many(
    knowledge: Opened, profiles: Frame, basis: Basis = ..., *, outlook: bool = ...
) -> Frame: ...
@overload
def consult_many(
    knowledge: Opened, profiles: Iterable[Profile], basis: Basis = ..., *, outlook: bool = ...
) -> Iterator[Consultation]: ...
def consult_many(
    knowledge: Opened,
    profiles: Frame | Iterable[Profile],
    basis: Basis = "all",
    *,
    outlook: bool = False,
) -> Frame | Iterator[Consultation]:
    """The verdicts for many profiles, in their order.

    An iterable is consulted one by one as the answer is read, all on one compiled program, and
    gives whole consultations. A table (Arrow, Polars, pandas) is asked all at once as SQL on
    DuckDB, and comes back with the fields of the verdict and the rules that fired beside its own
    columns. Raises KnowledgeError for the first profile of an iterable that cannot be read, and
    DunbarError with the rows of a table that cannot.
    """
    if is_frame(profiles):
        return consult_frame(knowledge.program(basis), cast("Frame", profiles))
    one_by_one = cast("Iterable[Profile]", profiles)
    return _one_by_one(knowledge, one_by_one, basis, outlook=outlook)


def explain(consultation: Consultation, what: str | None = None, *, width: int = 80) -> str:
    """How the verdict came about, in words; or how ``what`` did, or why it did not.

    ``what`` is a field of the verdict, an attribute, an advice or a rule. Raises DunbarError when
    there is no such thing.
    """
    from .explain import how  # noqa: PLC0415 - like all below: when asked for
    from .render.explanations import derivation_text  # noqa: PLC0415
    from .render.present import verdict_document  # noqa: PLC0415
    from .render.terminal import to_text  # noqa: PLC0415

    if what is None:
        return to_text(verdict_document(consultation, "full"), width=width)
    return derivation_text(how(consultation, what), width=width)


def facts(knowledge: Opened, profile: Profile) -> tuple[Fact, ...]:
    """What a profile tells. Raises KnowledgeError with everything that cannot be read."""
    if not isinstance(profile, Mapping):
        return tuple(profile)
    from .intake.plain import plain_facts  # noqa: PLC0415 - facts that were read need it not

    return plain_facts(knowledge.knowledge.vocabulary, profile)


def _one_by_one(
    knowledge: Opened, profiles: Iterable[Profile], basis: Basis, *, outlook: bool
) -> Iterator[Consultation]:
    for number, profile in enumerate(profiles, 1):
        try:
            told = facts(knowledge, profile)
        except KnowledgeError as error:
            raise error.within(f"profile {number}") from error
        yield knowledge.consult(told, basis, outlook=outlook)


__all__ = [
    "Basis",
    "Consultation",
    "DunbarError",
    "Fact",
    "Frame",
    "KnowledgeBase",
    "KnowledgeError",
    "Opened",
    "Profile",
    "consult",
    "consult_many",
    "explain",
    "facts",
    "in_order",
    "load",
    "open_knowledge",
]

"""The words of a knowledge base that a command line may hold."""

from __future__ import annotations

from dataclasses import dataclass

from ..words import fold

Words = tuple[tuple[str, str], ...]
"""Pairs of a word and what it is."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names, with what each is.

    ``called`` are other names of attributes, each with its own. ``derived`` are worked out,
    ``concluded`` those of them that rules may conclude. ``values`` are the words that each
    attribute may be, ``spellings`` other ways to write them, ``lists`` the attributes that may
    hold several. ``fields`` are the entries of the verdict, each with the attribute that it
    shows, or with nothing where it has several parts.
    """

    asked: Words
    called: Words
    derived: tuple[str, ...]
    concluded: tuple[str, ...]
    values: dict[str, tuple[str, ...]]
    spellings: dict[str, tuple[str, ...]]
    lists: tuple[str, ...]
    fields: Words
    rules: Words
    claims: Words
    factors: tuple[str, ...]
    files: tuple[str, ...]

    def attribute(self, name: str) -> str | None:
        """The own name of what a person calls so."""
        found = (own for called, own in self.called if fold(called) == fold(name))
        return next((one for one in self.values if fold(one) == fold(name)), next(found, None))

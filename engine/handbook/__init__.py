"""The handbook of a knowledge base as data: what stands on each of its pages."""

from .casebook import Casebook, RuleCases, Told, case_ref
from .clauses import Clause, clause_of, when_of
from .conclusions import concluded, pull_of, reckoning
from .formulas import formula
from .handbook import Handbook, Theme, compose, theme_of
from .promises import Promised
from .references import READING, How, References, Use
from .wording import Kind, Phrase, Piece, Ref, advice_ref, attribute, listing, plain, sentence

__all__ = [
    "READING",
    "Casebook",
    "Clause",
    "Handbook",
    "How",
    "Kind",
    "Phrase",
    "Piece",
    "Promised",
    "Ref",
    "References",
    "RuleCases",
    "Theme",
    "Told",
    "Use",
    "advice_ref",
    "attribute",
    "case_ref",
    "clause_of",
    "compose",
    "concluded",
    "formula",
    "listing",
    "plain",
    "pull_of",
    "reckoning",
    "sentence",
    "theme_of",
    "when_of",
]

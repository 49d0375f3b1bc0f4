"""Schemas by which an editor completes and checks the files of a knowledge base."""

from .installing import FOLDER, SETTINGS, Installed, install, installed, keep
from .lexicon import Lexicon
from .reading import Words, lexicon_of, words_of
from .schemas import KINDS, Kind, schema, schemas

__all__ = [
    "FOLDER",
    "KINDS",
    "SETTINGS",
    "Installed",
    "Kind",
    "Lexicon",
    "Words",
    "install",
    "installed",
    "keep",
    "lexicon_of",
    "schema",
    "schemas",
    "words_of",
]

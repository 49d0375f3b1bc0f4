"""The interview as a conversation: lines in, text out."""

from .hints import hints_of
from .loop import Outcome, converse
from .readers import PipeReader, PlainReader, Reader
from .saving import check_place, keep, text_of
from .talk import Desk, Talk

__all__ = [
    "Desk",
    "Outcome",
    "PipeReader",
    "PlainReader",
    "Reader",
    "Talk",
    "check_place",
    "converse",
    "hints_of",
    "keep",
    "text_of",
]

"""The interview as a conversation: lines in, text out."""

from .loop import Outcome, converse
from .readers import PipeReader, PlainReader, Reader
from .saving import keep
from .talk import Desk, Talk

__all__ = ["Desk", "Outcome", "PipeReader", "PlainReader", "Reader", "Talk", "converse", "keep"]

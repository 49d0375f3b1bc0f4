"""An interview as text: its questions, why they are asked, where it stands, how it ended."""

from .asking import choices, noted, question_text
from .closing import Ending, closing, so_far
from .data import interview_json
from .why import why_text

__all__ = [
    "Ending",
    "choices",
    "closing",
    "interview_json",
    "noted",
    "question_text",
    "so_far",
    "why_text",
]

"""A terminal with arrow keys, history and a menu of what can be typed; here is prompt_toolkit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.output import create_output

from ..words import fold
from .readers import Prompt

if TYPE_CHECKING:
    from prompt_toolkit.document import Document


class TerminalReader:
    """Lines that a person edits."""

    __slots__ = ("_session", "offers")

    def __init__(self, stream: TextIO) -> None:
        self.offers = True
        self._session: PromptSession[str] = PromptSession(
            history=InMemoryHistory(), output=create_output(stdout=stream)
        )

    def read(self, prompt: Prompt) -> str | None:
        """The line, or None at its end. Raises KeyboardInterrupt."""
        try:
            return self._session.prompt(
                prompt.text, completer=_Words(prompt), complete_while_typing=True
            )
        except EOFError:
            return None


class _Words(Completer):
    """Offers what begins like the word at hand; where there may be several, the last of them."""

    __slots__ = ("_prompt",)

    def __init__(self, prompt: Prompt) -> None:
        self._prompt = prompt

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002
    ) -> Iterator[Completion]:
        typed = document.text_before_cursor
        last = typed.rpartition(",")[2] if self._prompt.several else typed
        begun = last.lstrip()
        for word in self._prompt.words:
            if fold(word).startswith(fold(begun)):
                yield Completion(word, start_position=-len(begun))

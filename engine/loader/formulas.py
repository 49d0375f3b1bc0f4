"""Formulas as the author writes them, parsed; never handed to Python's ``eval``."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from ..expressions import Arithmetic, Constant, Expression, Extreme, Name, Otherwise, Rounded
from ..values import read_number

MOST_TOKENS = 400
DEEPEST = 40

_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?)|([-+*/(),])|([^\W\d_][\w&'%]*(?:[-_][\w&'%]+)*))")
_KEYWORDS = frozenset({"min", "max", "round", "to", "or"})


class FormulaError(Exception):
    """A formula that cannot be read; the text says why, ``word`` is the unknown name, if any."""

    def __init__(self, message: str, word: str | None = None) -> None:
        super().__init__(message)
        self.word = word


def parse(text: str, find: Callable[[str], str | None]) -> Expression:
    """The formula that ``text`` writes; ``find`` gives an attribute's own name or None.

    Raises FormulaError.
    """
    parser = _Parser(text, find)
    expression = parser.alternatives()
    parser.end()
    return expression


class _Parser:
    """Recursive descent: alternatives > sums > products > factors."""

    def __init__(self, text: str, find: Callable[[str], str | None]) -> None:
        self.find = find
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def alternatives(self) -> Expression:
        expression = self.sums()
        while self.take("or"):
            expression = Otherwise(expression, self.sums())
        return expression

    def sums(self) -> Expression:
        expression = self.products()
        while (operator := self.take("+") or self.take("-")) is not None:
            expression = Arithmetic("+" if operator == "+" else "-", expression, self.products())
        return expression

    def products(self) -> Expression:
        expression = self.factor()
        while (operator := self.take("*") or self.take("/")) is not None:
            expression = Arithmetic("*" if operator == "*" else "/", expression, self.factor())
        return expression

    def factor(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"is nested more than {DEEPEST} deep"
            raise FormulaError(message)
        expression = self.single()
        self.depth -= 1
        return expression

    def single(self) -> Expression:
        if self.take("-"):
            return Arithmetic("-", Constant(Decimal(0)), self.factor())
        if self.take("("):
            expression = self.alternatives()
            self.expect(")")
            return expression
        if self.take("round"):
            part = self.sums()
            self.expect("to")
            return Rounded(part, self.factor())
        if (pick := self.take("min") or self.take("max")) is not None:
            return self.extreme("min" if pick == "min" else "max")
        return self.operand()

    def extreme(self, pick: Literal["min", "max"]) -> Expression:
        self.expect("(")
        parts = [self.alternatives()]
        while self.take(","):
            parts.append(self.alternatives())
        self.expect(")")
        return Extreme(pick, tuple(parts))

    def operand(self) -> Expression:
        token = self.peek()
        if token is None:
            message = "ends too early"
            raise FormulaError(message)
        if token[0].isdigit():
            self.at += 1
            return Constant(_constant(token))
        return Name(self.name())

    def name(self) -> str:
        """The longest run of words that names an attribute."""
        start, words = self.at, list[str]()
        while (token := self.peek()) is not None and (
            token[0].isalpha() or (words and token[0].isdigit())
        ):
            words.append(token)
            self.at += 1
        for count in range(len(words), 0, -1):
            found = self.find(" ".join(words[:count]))
            if found is not None:
                self.at = start + count
                return found
        self.at = start
        if not words:
            message = f'has "{self.peek()}" where a number or an attribute should be'
            raise FormulaError(message)
        unknown = " ".join(_until_keyword(words))
        message = f'reads "{unknown}", which is no attribute'
        raise FormulaError(message, unknown)

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, token: str) -> str | None:
        following = self.peek()
        if following is None or following.casefold() != token:
            return None
        self.at += 1
        return token

    def expect(self, token: str) -> None:
        if not self.take(token):
            message = (
                f'needs "{token}" before "{self.peek()}"'
                if self.peek()
                else f'needs "{token}" at its end'
            )
            raise FormulaError(message)

    def end(self) -> None:
        if self.peek() is not None:
            message = f'has "{self.peek()}" left over'
            raise FormulaError(message)


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            message = f'has "{text[at:].lstrip()[:1]}", which no formula knows'
            raise FormulaError(message)
        found.append(token[0].strip())
        at = token.end()
        if len(found) > MOST_TOKENS:
            message = f"has more than {MOST_TOKENS} words and signs"
            raise FormulaError(message)
    return found


def _constant(token: str) -> Decimal:
    number = read_number(token)
    if number is None:
        message = f'has "{token}", which is no number'
        raise FormulaError(message)
    return number


def _until_keyword(words: list[str]) -> list[str]:
    for count, word in enumerate(words):
        if count and word.casefold() in _KEYWORDS:
            return words[:count]
    return words

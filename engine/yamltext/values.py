"""The slips that can be told from one value or key alone."""

from __future__ import annotations

import re
import unicodedata

from .lines import (
    INVISIBLE,
    LONGEST_LINE,
    ODD,
    Slip,
    Span,
    in_curly,
    indent,
    is_block_header,
    quote,
    shorten,
)

KEYED = re.compile(
    r"""(?P<key>[^\W\d_](?:[\w &/()'-]*[^\W\d_])?|"[^"\\]*"|'[^']*'):(?=[^\s/:\\])"""
)

_DASHED = re.compile(r"""-(?=[^\W\d_]|["'\[{])""")
_SPACES = re.compile(" {2,}")
_NUMBER = re.compile(r"\s*[-+]?[.\d][\d.,_' ]*%?\w*$")
_COMPARISON = re.compile(
    r"(?P<symbol>>=|<=|=>|=<|<>|==|!=|[<>=≥≤≠])(?P<operand>\s*[-+]?\.?\d.*|\s+\S.*)"
)
_WORDS = {">": "more than", "<": "fewer than", "=": "", "==": ""} | (
    dict.fromkeys((">=", "=>", "≥"), "at least")
    | dict.fromkeys(("<=", "=<", "≤"), "at most")
    | dict.fromkeys(("!=", "<>", "≠"), "not")
)
_HASH = re.compile(r"(?<![ \t])[ \t]+#(?=[^\s#])")
_STRUCTURAL = re.compile(
    rf"""[ \t{ODD}-]*(?:[^:#"'\[{{\s{ODD}](?:[^:#"'\[{{]|:(?![\s{ODD}]))*:(?=[ \t{ODD}]|$))?"""
    rf"[ \t{ODD}]*"
)
_ODD = re.compile(rf"[{ODD}]|(?<![^\x00-\x7f])[\u200c\u200d](?![^\x00-\x7f])")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_SPECIAL = "@`%*&!,]}|>"
_QUOTE_IT = "put the text in quotes"
_QUOTE_OR_SPACE = f'{_QUOTE_IT}; if it is a comment, write a space after "#"'


def odd_space(number: int, line: str) -> Slip | None:
    """A space that is none in the indentation, in the key or beside the colon."""
    if line.isascii() or len(line) > LONGEST_LINE:
        return None
    found = _STRUCTURAL.match(line)
    return odd_within(Span(number, line, 0, found.end() if found else 0))


def odd_within(span: Span) -> Slip | None:
    """A space that is none anywhere in it, as in a key."""
    found = _ODD.search(span.raw)
    if found is None:
        return None
    new = _ODD.sub(lambda odd: "" if odd.group() in INVISIBLE else " ", span.raw)
    new = new[: indent(new)] + _SPACES.sub(" ", new.lstrip(" "))
    return _odd(span, found.start(), new)


def odd_edge(span: Span) -> Slip | None:
    """A space that is none before or behind a value; within a text it may be meant."""
    begin, end = 0, len(span.raw)
    while begin < end and _ODD.match(span.raw[begin]):
        begin += 1
    while end > begin and _ODD.match(span.raw[end - 1]):
        end -= 1
    if end - begin == len(span.raw):
        return None
    return _odd(span, 0 if begin else end, span.raw[begin:end])


def curly_quotes(span: Span) -> Slip | None:
    """Typographic quotes, which are letters to YAML, around the whole of it."""
    inner = in_curly(span.raw)
    if inner is None:
        return None
    message = f"the curly quotes {span.raw[0]}{span.raw[-1]} would become part of the text"
    return span.slip("curly-quotes", message, "write straight quotes", quote(inner))


def comparison(span: Span, *, written: str | None = None) -> Slip | None:
    """``> 500``, which is no comparison here; ``written`` is what stands inside quotes."""
    found = _COMPARISON.fullmatch(span.raw if written is None else written)
    if found is None or (written is not None and not _NUMBER.match(found["operand"])):
        return None
    words = f"{_WORDS[found['symbol']]} {found['operand'].strip()}".strip()
    message = f'"{found["symbol"]}" cannot be read here; comparisons are written in words'
    return span.slip("symbol-comparison", message, f'write "{shorten(words)}"', words)


def missing_space(span: Span) -> Slip | None:
    """``key:value`` or ``-item`` where a key or an item is wanted."""
    if _DASHED.match(span.raw):
        return spaced_dash(span)
    keyed = KEYED.match(span.raw)
    if keyed is None:
        return None
    at = Span(span.number, span.line, span.start, span.start + keyed.end())
    name = shorten(keyed["key"].strip("\"'"))
    message = f'a space is missing after "{name}:"'
    hint = f"without it the line is one text; if that is meant, {_QUOTE_IT}"
    return at.slip("missing-space", message, hint, f"{keyed.group()} ")


def spaced_dash(span: Span) -> Slip:
    """``-item`` for ``- item``."""
    at = Span(span.number, span.line, span.start, span.start + 1)
    return at.slip("missing-space", 'a space is missing after "-"', 'write "- "', "- ")


def cut_by_hash(span: Span) -> Slip | None:
    """Text that ends too early, because `` #`` begins a comment."""
    raw = span.raw
    if raw.startswith("#"):
        message = f'"{shorten(raw)}" is not read: "#" begins a comment'
        return span.slip("cut-by-hash", message, _QUOTE_OR_SPACE, quote(raw))
    found = _HASH.search(raw)
    if found is None:
        return None
    lost = span.raw[found.end() - 1 :]
    message = f'the text ends before "{shorten(lost)}": " #" begins a comment'
    at = span.start + found.end() - 1
    mended = span.slip("", "", None, quote(raw)).mended
    return Slip("cut-by-hash", message, span.number, at, span.end, _QUOTE_OR_SPACE, mended)


def colon_in_text(span: Span) -> Slip | None:
    """Text with a colon and a space in it, which YAML takes for another key."""
    if ": " not in span.raw and not span.raw.endswith(":"):
        return None
    if span.raw[0] in "\"'[{#":
        return None
    colon = span.start + (span.raw + " ").index(": ")
    message = "a colon followed by a space cannot stand in unquoted text"
    mended = span.slip("", "", None, quote(span.raw)).mended
    return Slip("colon-in-text", message, span.number, colon, colon + 1, _QUOTE_IT, mended)


def special_start(span: Span) -> Slip | None:
    """Text that begins with a character that means something to YAML."""
    raw = span.raw
    if raw.startswith(("[", "{")):
        return special(span) if _text_behind_bracket(raw) else None
    return special(span) if raw.startswith(tuple(_SPECIAL)) and not is_block_header(raw) else None


def special(span: Span) -> Slip:
    """The finding for text that may not begin as ``span`` does."""
    message = f'text may not start with "{span.raw[0]}" here'
    return span.slip("special-character", message, _QUOTE_IT, quote(span.raw))


def broken_quotes(span: Span) -> Slip | None:
    """Quotes inside quotes, so that the text ends before its author meant it to."""
    pattern = _QUOTED.get(span.raw[:1])
    closed = pattern.match(span.raw) if pattern is not None else None
    behind = "" if closed is None else span.raw[closed.end() :]
    if closed is None or not behind or behind.startswith((":", " #", ",")):
        return None
    whole = span.raw[1:-1] if span.raw.endswith(span.raw[0]) else span.raw
    at = Span(span.number, span.line, span.start + closed.end() - 1, span.start + closed.end())
    message = "the quoted text ends here, but more follows"
    hint = "use the other kind of quotes around text that holds quotes"
    mended = span.slip("", "", None, quote(whole)).mended
    return Slip("broken-quotes", message, at.number, at.start, at.end, hint, mended)


def unclosed_quote(span: Span) -> Slip:
    """Quotes that are opened and not closed, at least not in their own line."""
    opening = span.raw[:1]
    message = f"the quotes opened with {opening} are not closed"
    ending = len(span.line.rstrip())
    at = Span(span.number, span.line, ending, ending).slip("", "", None, opening)
    hint = "close the quotes at the end of the text"
    start = span.start
    return Slip("unclosed-quote", message, span.number, start, start + 1, hint, at.mended)


def _odd(span: Span, offset: int, new: str) -> Slip:
    letter = span.raw[offset]
    name = unicodedata.name(letter, "unknown character").lower()
    kind = "an invisible character" if letter in INVISIBLE else "no ordinary space"
    message = f"the character here is {kind}: {name} (U+{ord(letter):04X})"
    hint = "it often comes with pasted text; type an ordinary space, or none"
    at = span.start + offset
    mended = span.slip("", "", None, new).mended
    return Slip("odd-space", message, span.number, at, at + 1, hint, mended)


def _text_behind_bracket(raw: str) -> bool:
    depth = 0
    for position, letter in enumerate(raw):
        depth += (letter in "[{") - (letter in "]}")
        if depth == 0:
            behind = raw[position + 1 :]
            return bool(behind.strip()) and not behind.lstrip().startswith(("#", ",", ":"))
    return False

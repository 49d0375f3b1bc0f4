"""Bytes to lines of text, as UTF-8 or not at all."""

from __future__ import annotations

import codecs

from ..diagnostics import Findings, Location

_HINT = "save the file as UTF-8"


def decode(data: bytes, shown: str, findings: Findings) -> list[str] | None:
    """The lines of ``data`` without their ends, or None when it is not UTF-8 or says nothing."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        findings.error("not-utf-8", "this file is UTF-16", Location(shown, 1), hint=_HINT)
        return None
    try:
        text = data.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        _report(data, error.start, shown, findings)
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if all(not line.strip() or line.lstrip(" ").startswith("#") for line in lines):
        message = "this file is empty" if not text.strip() else "this file holds only comments"
        hint = "write something in it, or delete the file"
        findings.error("empty-file", message, Location(shown, 1), hint=hint)
        return None
    return lines


def _report(data: bytes, position: int, shown: str, findings: Findings) -> None:
    before = data[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].removeprefix(codecs.BOM_UTF8).decode("utf-8")) + 1
    byte = data[position : position + 1]
    meant = byte.decode("cp1252", "ignore")
    hint = f'in Windows-1252 this byte is "{meant}"; {_HINT}' if meant.isprintable() else _HINT
    message = f"the byte 0x{byte.hex()} in line {line} is not UTF-8"
    at = Location(shown, line, column, column + 1)
    findings.error("not-utf-8", message, at, hint=hint if meant else _HINT)

"""``imports:`` of a knowledge file: files of an export, their columns, what is read from them."""

from __future__ import annotations

from ...loader.imports import (
    COLUMN_KEYS,
    DAYS_IN_NAME,
    FILE_KEYS,
    IMPORT_KEYS,
    KEPT,
    QUOTES,
    SHAPES,
    WORD_KEYS,
)
from ...loader.readings import COUNTED, MEASURES, READING_KEYS, SPARE, TRUSTS, USES, WITH
from .forms import (
    SCALAR,
    Schema,
    any_of,
    choice,
    described,
    excluding,
    list_of,
    mapping,
    needing_one,
    noted,
    number,
    one_or_more,
    record,
    text,
    texts,
)
from .references import ASKED

_WHERE = "Only rows that have this: a word, a list of words, filled or empty."


def import_maps() -> Schema:
    """Import maps by their names."""
    return mapping(_import_map())


def _import_map() -> Schema:
    """How one export is read."""
    words = any_of(SCALAR, list_of(SCALAR, least=1), record(WORD_KEYS, _class(), ("any",)))
    parts: dict[str, Schema] = {
        "about": text("What it is, as in: your data export from ..."),
        "how to get it": text("What a person does to get it."),
        "date in name": choice(DAYS_IN_NAME, "How the date stands in the name of the archive."),
        "files": described(mapping(_file()), "The files that are read, by their names."),
        "words": described(mapping(mapping(words)), "Classes of texts, each by its words."),
        "readings": described(mapping(_reading()), "The figures that are kept."),
        "left alone": described(mapping(text()), "Files that are not read, and why."),
        "never read": texts("Headings of columns that are never read."),
    }
    return record(IMPORT_KEYS, parts, ("about", "files", "readings"))


def _class() -> dict[str, Schema]:
    return {"any": texts("One of these words."), "but not": texts("And none of these.")}


def _file() -> Schema:
    column = any_of(SCALAR, list_of(SCALAR), record(COLUMN_KEYS, _column(), ("heading",)))
    parts = {
        "known by": texts("The headings by which the file is recognised."),
        "or by": texts("Or these, in archives of another time."),
        "columns": described(mapping(column), "The columns that may be read."),
        "dated by": text("The column that dates a row."),
        "quotes": choice(QUOTES, "How a quote inside a text is written."),
    }
    return record(FILE_KEYS, parts, ("known by", "columns"))


def _column() -> dict[str, Schema]:
    return {
        "heading": texts("Its heading, or several, as they stand in the file."),
        "keep": choice(KEPT, "Filled: only whether something stands there is kept."),
        "date": described(
            one_or_more((choice(SHAPES),)), "How dates are written, or several ways."
        ),
        "without endings": texts("Last words that make no difference."),
        "items between": text("The sign between the items of a cell."),
    }


def _reading() -> Schema:
    """One figure: exactly one measure, and what goes with it."""
    where = mapping(any_of(SCALAR, list_of(SCALAR)))
    measures: dict[str, Schema] = {
        "count": choice(COUNTED, "How many rows, or rows a month."),
        "different": text("The column whose different values are counted."),
        "share": described(where, "How many of 100 rows have this."),
        "largest share": text("The column of whose values the commonest is measured."),
        "mix": text("The column whose texts are sorted into classes."),
        "value": text("The column whose one value is taken."),
        "class": text("The column whose text is of a class."),
        "items": text("The column whose items are counted."),
        "years since": text("The column with the earliest date."),
    }
    spare: dict[str, Schema] = {
        "in the last": text("As in: 12 months."),
        "until": text("As in: 12 months ago."),
        "of the largest": number("How many of the commonest values count."),
        "at least": number("From so many rows on; below, nothing is said."),
        "by": text("The words by which texts are sorted."),
        "means": described(mapping(any_of(SCALAR, list_of(SCALAR))), "What each class means."),
    }
    parts = {
        "from": text("The file that it is read from."),
        "where": described(where, _WHERE),
        "unit": text("What is counted."),
        "tells": noted(ASKED, "The attribute that it tells."),
        "suggests": noted(ASKED, "The attribute that it only suggests; the person decides."),
        "trust": choice(TRUSTS, "How far the figure is to be trusted."),
        "says": text("How it was read; {rows} stands for their number."),
        "note": text("What to know about it."),
    }
    found = record(READING_KEYS, {**parts, **measures, **spare}, ("from",))
    return {**found, "allOf": [needing_one(MEASURES)], "dependencies": _exclusive()}


def _exclusive() -> dict[str, Schema]:
    """A measure goes with no other measure, and with its own keys alone."""
    found: dict[str, Schema] = {}
    for measure in MEASURES:
        others = [other for other in MEASURES if other != measure]
        others += [key for key in SPARE if key not in WITH.get(measure, ())]
        found[measure] = excluding(others, f'This does not go with "{measure}".')
    tells, suggests = USES
    return {**found, tells: excluding([suggests], f'This does not go with "{tells}".')}

"""How much of an export is read: far more than any real one holds, and no more than memory does."""

from __future__ import annotations

MOST_MEMBERS = 10_000  # files of an archive or a folder
LONGEST_DIRECTORY = 10_000_000  # bytes of an archive that list its files
DEEPEST = 3  # folders within folders
MOST_BYTES = 500_000_000  # of one file, unpacked
MOST_ROWS = 2_000_000
MOST_CELLS = 1_000  # of one row
LONGEST_LINE = 1_000_000  # bytes
CHUNK = 65_536  # bytes that are read at a time
LONGEST_CELL = 200  # characters of a cell that are kept while rows are counted
MOST_DIFFERENT = 500_000  # values of one column that are told apart
MOST_LINES_ABOVE = 40  # the header stands among the first lines
BEGINNING = 65_536  # bytes in which it is looked for
MOST_UNREADABLE = 10  # of 100 dates, before nothing is told by them

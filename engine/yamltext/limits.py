"""How much of a file is looked at before it is refused."""

from __future__ import annotations

MAX_BYTES = 8_000_000
MAX_DEPTH = 40
MAX_NODES = 2_000_000
MAX_ROUNDS = 50
MAX_CHARACTERS_READ = 20_000_000  # over all rounds: many slips in a huge file end early
MAX_FINDINGS = 200

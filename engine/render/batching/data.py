"""The end of a batch as data: ``dunbar.batch/1``, see docs/schemas/batch.json."""

from __future__ import annotations

from typing import Any

from ...batch import Summary

SCHEMA = "dunbar.batch/1"


def batch_json(summary: Summary) -> dict[str, Any]:
    """The summary as JSON."""
    tally, matched = summary.tally, summary.matched
    return {
        "schema": SCHEMA,
        "rows": {
            "read": summary.read,
            "answered": tally.answered,
            "rejected": tally.rejected,
        },
        "written": list(summary.written),
        "rejected": list(summary.rejects),
        "skipped": list(summary.skipped),
        "columns": {
            "read": [
                {"attribute": name, "column": column} for name, column in matched.columns.items()
            ],
            "not_read": [
                {"column": each.column, "reason": each.reason or None} for each in matched.unmatched
            ],
            "untold": list(matched.untold),
        },
        "field": summary.field,
        "verdicts": dict(tally.verdicts.most_common()),
        "rules": {rule: tally.fired[rule] for rule in summary.rules},
        "not_told": {name: count for name, count in tally.untold.most_common() if count},
        "reasons": [
            {"reason": reason, "rows": count} for reason, count in tally.reasons.most_common(100)
        ],
    }

"""A small knowledge base whose rules disagree about some persons, and are silent about others."""

from __future__ import annotations

CLASHING = {
    "knowledge/clashing.yaml": (
        "attributes:\n"
        "  rainy: {kind: yes or no, ask: Does it rain?}\n"
        "  windy: {kind: yes or no, ask: Is there a wind?}\n"
        "  degrees: {number: -20 to 40, ask: How warm is it?}\n"
        "  weekday: {kind: yes or no, ask: Is it a weekday?}\n"
        "  coat: {one of: [none at all, light, thick]}\n"
        "  layers: {number: 0 to 9}\n"
        "verdict:\n"
        "  shows: {coat: coat, layers: layers}\n"
        "  if no value: {coat: cannot tell}\n"
        "  cannot tell: {coat: [unknown, none]}\n"
        "  headline:\n    - say: Dress for it.\n"
    ),
    "rules/clashing.yaml": (
        "rules:\n"
        "  wet:\n    when: {all: [{rainy: yes}, {windy: yes}]}\n    then: {coat: thick}\n"
        "  mild:\n    when: {all: [{rainy: yes}, {degrees: at least 15}]}\n"
        "    then: {coat: light}\n"
        "  hot:\n    when: {all: [{degrees: more than 30}, {weekday: no}]}\n"
        "    then: {coat: none at all, layers: 1}\n"
        "  thin:\n    when: {all: [{rainy: no}, {weekday: yes}]}\n    then: {coat: light}\n"
        "  stout:\n    when: {all: [{rainy: no}, {weekday: yes}]}\n    then: {coat: thick}\n"
        "  warm:\n    when: {degrees: at least 20}\n    then: {layers: 2}\n"
    ),
}

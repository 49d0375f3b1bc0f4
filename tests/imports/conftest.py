"""Exports of invented people, and what is to be read from them, worked out from the people."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from engine import api
from engine.imports import read_export

MAKER = Path(__file__).parents[2] / "examples" / "make_export.py"


def load_maker():
    spec = importlib.util.spec_from_file_location("make_export", MAKER)
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_export"] = module
    spec.loader.exec_module(module)
    return module


maker_module = load_maker()


@pytest.fixture(scope="session")
def maker():
    return maker_module


@pytest.fixture(scope="session")
def opened():
    return api.open_knowledge()


@pytest.fixture(scope="session")
def read(opened):
    """An export at a path, read by the map that we ship."""
    form, vocabulary = opened.knowledge.imports[0], opened.knowledge.vocabulary
    return lambda path, **options: read_export(form, vocabulary, path, **options)


@pytest.fixture(scope="session")
def values():
    """The figures of an export by name; None where they are not known."""
    return lambda export: {
        each.form.name: dict(each.shares) if each.shares is not None else each.value
        for each in export.readings
    }


@pytest.fixture(scope="session")
def whys():
    return lambda export: {each.form.name: each.why_not for each in export.readings}


def tenth(part, whole=1):
    number = (Decimal(part) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return int(number) if number == int(number) else number


def truth(made, *, dated=True):
    """What is true of the people of a sample, without a look at any file of it."""
    shown = [p for p in made.people if not (p.hidden and made.era != "2014")]
    year = made.day.replace(year=made.day.year - 1)
    companies = Counter(bare(p.company) for p in shown if p.company)
    kinds = Counter(p.kind or "other" for p in shown if p.position)
    of = companies.total()
    return {
        "connections": len(made.people),
        "hidden connections": len(made.people) - len(shown),
        "connections a year ago": sum(p.day <= year for p in made.people) if dated else None,
        "growth": tenth(sum(p.day > year for p in made.people), 12) if dated else None,
        "companies": len(companies),
        "largest company": tenth(100 * companies.most_common(1)[0][1], of),
        "ten largest companies": tenth(100 * sum(n for _, n in companies.most_common(10)), of),
        "seniority of connections": {
            kind: tenth(100 * many, kinds.total()) for kind, many in kinds.items()
        },
    }


def bare(company):
    for suffix in (", LLC", " Inc.", " GmbH", " Ltd"):
        company = company.removesuffix(suffix)
    return company.lower()


def of_the_whole(made):
    """The other figures of a complete export."""
    year = made.day.replace(year=made.day.year - 1)
    sent = [each for each in made.invitations if each.sent]
    noted = [each for each in sent if each.note]

    def a_month(days):
        return tenth(sum(day > year for day in days), 12)

    return {
        "industry": "Software & IT Services",
        "career stage": "established",
        "years of work": tenth((made.day - date(2012, 9, 1)).days, Decimal("365.25")),
        "invitations sent": len(sent),
        "invitations received": len(made.invitations) - len(sent),
        "invites with note": tenth(100 * len(noted), len(sent)),
        "posts": a_month(made.posts),
        "comments": a_month(made.comments),
        "reactions": a_month(made.reactions),
        "groups": len(set(made.groups)),
        "account age": tenth((made.day - made.registered) // timedelta(days=1), Decimal("365.25")),
    }

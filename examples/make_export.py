"""Makes a data export of invented people, to try `dunbar import linkedin` and `--linkedin` with.

    python examples/make_export.py my-export.zip
    python examples/make_export.py my-export --era 2018 --connections 5000

Nobody in it exists: names are put together from syllables, by a seed, so that the same call makes
the same export. A name that ends in .zip makes an archive, one in .csv only the connections, and
any other a folder.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

ERAS = ("2014", "2018", "2022", "2026")
PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are'
    " missing. You will only see email addresses for connections who have allowed their connections"
    " to see or download their email address using this setting"
    " https://www.example.com/psettings/privacy/email. You can learn more here"
    ' https://www.example.com/help/answer/261"\n'
    "\n"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SYLLABLES = (
    "zor", "vek", "quan", "drel", "mib", "tosk", "wyn", "glar", "pexi", "ruv", "yolm", "kesh",
    "brax", "filo", "nurt", "javi", "oxel", "dwim",
)  # fmt: skip
TITLES = (
    ("Software Engineer", ""), ("Senior Software Engineer", "senior"), ("Sales Manager", "manager"),
    ("Head of Marketing", "director"), ("Vice President, Operations", "vp"),
    ("Chief Executive Officer", "cxo"), ("Product Owner", ""), ("Co-Founder", "owner"),
    ("Account Executive", "entry"), ("Intern", "training"), ("Junior Analyst", "junior"),
    ("Nurse", ""), ("Managing Partner", "partner"),
)  # fmt: skip
SUFFIXES = ("", "", " Inc.", " GmbH", ", LLC", " Ltd")
HIDDEN, WITHOUT_WORK, WITH_EMAIL = 0.02, 0.03, 0.02
WITH_NOTE, SENT = 0.4, 0.7

Rows = list[list[str]]


@dataclass(frozen=True)
class Person:
    """Somebody invented; who is ``hidden`` shows only the day."""

    first: str
    last: str
    company: str
    position: str
    kind: str
    day: date
    hidden: bool
    email: str
    url: str


@dataclass(frozen=True)
class Invitation:
    """An invitation; a note may be empty."""

    other: str
    day: date
    sent: bool
    note: str


@dataclass(frozen=True)
class Sample:
    """All that an export is made of."""

    era: str
    day: date
    owner: Person
    people: tuple[Person, ...]
    invitations: tuple[Invitation, ...]
    posts: tuple[date, ...]
    comments: tuple[date, ...]
    reactions: tuple[date, ...]
    groups: tuple[str, ...]
    registered: date
    member: str


def sample(
    seed: int = 1, connections: int = 800, era: str = "2026", day: date = date(2026, 2, 8)
) -> Sample:
    """The same people for the same seed."""
    rng = random.Random(seed)
    companies = [_name(rng, 3) for _ in range(max(3, connections // 12))]
    people = tuple(_person(rng, companies, day) for _ in range(connections))
    return Sample(
        era=era,
        day=day,
        owner=_person(rng, companies, day),
        people=people,
        invitations=tuple(_invitation(rng, day) for _ in range(40)),
        posts=_days(rng, day, 70),
        comments=_days(rng, day, 160),
        reactions=_days(rng, day, 400),
        groups=tuple(_name(rng, 4) for _ in range(7)),
        registered=day - timedelta(days=3_700),
        member=str(rng.randrange(10**8, 10**9)),
    )


def files_of(made: Sample) -> dict[str, str]:
    """The text of each file, by its path within the archive."""
    number = f"_{made.member}" if made.era == "2026" else ""
    files = {
        "Connections.csv": connections_text(made),
        "Invitations.csv": _text(_invitations(made)),
        "Profile.csv": _text(_profile(made)),
        "Positions.csv": _text(_positions(made)),
        "messages.csv": _text(_messages(made), quoting=csv.QUOTE_ALL),
        f"Shares{number}.csv": _text(_shares(made)),
        f"Comments{number}.csv": _comments(made),
        "Reactions.csv": _text(_reactions(made)),
        "Ad_Targeting.csv": _text(_targeting(made)),
        "Registration.csv": _text(_registration(made)),
        "Contacts.csv": _text(_contacts(made)),
        "Jobs/Job Seeker Preferences.csv": _text([["Locations"], [_place(made)]]),
    }
    return {name: text.removesuffix("\n") for name, text in files.items()}


def connections_text(made: Sample) -> str:
    """The connections in the form of their era."""
    text = _text(_CONNECTIONS[made.era](made))
    return (PREAMBLE if made.era in {"2022", "2026"} else "") + text


def archive_name(made: Sample) -> str:
    """The name that such an archive has."""
    return f"Complete_LinkedInDataExport_{made.day:%m-%d-%Y}.zip"


def write_zip(files: dict[str, str], path: Path, day: date) -> Path:
    """An archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 9, 30, 0))
            archive.writestr(info, text, zipfile.ZIP_DEFLATED)
    return path


def write_folder(files: dict[str, str], folder: Path) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def main() -> None:
    """The command line."""
    options = _options()
    made = sample(options.seed, options.connections, options.era)
    files, path = files_of(made), Path(options.path)
    if path.suffix == ".zip":
        write_zip(files, path, made.day)
    elif path.suffix == ".csv":
        path.write_text(connections_text(made), encoding="utf-8")
    else:
        write_folder(files, path)
    sys.stdout.write(f"Made {path}: {len(made.people)} invented connections, as of {made.day}.\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Makes a data export of invented people.")
    parser.add_argument("path", help="a name ending in .zip or .csv, or a folder")
    parser.add_argument("--era", choices=ERAS, default="2026", help="the form of that year")
    parser.add_argument("--connections", type=int, default=800, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    return parser.parse_args()


def _name(rng: random.Random, length: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(length)).capitalize()


def _person(rng: random.Random, companies: Sequence[str], day: date) -> Person:
    first, last = _name(rng, 2), _name(rng, 3)
    works = rng.random() >= WITHOUT_WORK
    # The square makes some companies far commoner than others, as they are.
    company = companies[int(len(companies) * rng.random() ** 2)] + rng.choice(SUFFIXES)
    title, kind = rng.choice(TITLES)
    return Person(
        first=first,
        last=last,
        company=company if works else "",
        position=title if works else "",
        kind=kind if works else "",
        day=day - timedelta(days=int(3_000 * rng.random() ** 2)),
        hidden=rng.random() < HIDDEN,
        email=f"{first}.{last}@example.com".lower() if rng.random() < WITH_EMAIL else "",
        url=f"https://www.example.com/in/{first}-{last}-{rng.randrange(10**6)}".lower(),
    )


def _invitation(rng: random.Random, day: date) -> Invitation:
    note = (
        f"Hello {_name(rng, 2)}, we met at {_name(rng, 3)}.\nLet's talk"
        if rng.random() < WITH_NOTE
        else ""
    )
    return Invitation(
        f"{_name(rng, 2)} {_name(rng, 3)}",
        day - timedelta(days=rng.randrange(90)),
        rng.random() < SENT,
        note,
    )


def _days(rng: random.Random, day: date, count: int) -> tuple[date, ...]:
    return tuple(sorted(day - timedelta(days=rng.randrange(700)) for _ in range(count)))


def _text(rows: Rows, **how: int) -> str:
    page = io.StringIO()
    csv.writer(page, lineterminator="\n", **how).writerows(rows)  # type: ignore[arg-type]
    return page.getvalue()


def _written(day: date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"


def _outlook(made: Sample) -> Rows:
    header = ["Title", "First Name", "Middle Name", "Last Name", "Suffix", "E-mail Address",
              "Company", "Department", "Job Title"]  # fmt: skip
    return [
        header,
        *(["", p.first, "", p.last, "", p.email, p.company, "", p.position] for p in made.people),
    ]


def _six(made: Sample) -> Rows:
    return [
        ["First Name", "Last Name", "Email Address", "Company", "Position", "Connected On"],
        *([*_shown(p, p.first, p.last, p.email, p.company, p.position), _written(p.day)]
          for p in made.people),
    ]  # fmt: skip


def _seven(made: Sample) -> Rows:
    return [
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        *([*_shown(p, p.first, p.last, p.url, p.email, p.company, p.position), _written(p.day)]
          for p in made.people),
    ]  # fmt: skip


def _shown(person: Person, *cells: str) -> list[str]:
    return [""] * len(cells) if person.hidden else list(cells)


_CONNECTIONS: dict[str, Callable[[Sample], Rows]] = {
    "2014": _outlook,
    "2018": _six,
    "2022": _six,
    "2026": _seven,
}


def _invitations(made: Sample) -> Rows:
    late = made.era == "2026"
    header = ["From", "To", "Sent At", "Message", "Direction"]
    more = ["inviterProfileUrl", "inviteeProfileUrl"] if late else []
    return [[*header, *more], *(_invited(made, one, late=late) for one in made.invitations)]


def _invited(made: Sample, one: Invitation, *, late: bool) -> list[str]:
    me = f"{made.owner.first} {made.owner.last}"
    ends = [me, one.other] if one.sent else [one.other, me]
    at = datetime.combine(one.day, time(14, 37))
    clock = f"{at.month}/{at.day}/{at:%y}, {int(f'{at:%I}')}:{at:%M} {at:%p}"
    urls = [made.owner.url, f"https://www.example.com/in/{one.other}"] if late else []
    return [*ends, clock, one.note, "OUTGOING" if one.sent else "INCOMING", *urls]


def _profile(made: Sample) -> Rows:
    me = made.owner
    return [
        ["First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary",
         "Industry", "Zip Code", "Geo Location", "Twitter Handles", "Websites",
         "Instant Messengers"],
        [me.first, me.last, "", f"17 {me.last} Street,\n{_place(made)}", "Mar 14",
         f"I lead things at {me.company}", f"Summary of {me.first}, with\nline breaks.",
         "Software Development", "98765", _place(made), "", f"[OTHER:{me.url}]", ""],
    ]  # fmt: skip


def _place(made: Sample) -> str:
    return f"{made.owner.last}ville"


def _positions(made: Sample) -> Rows:
    me = made.owner
    return [
        ["Company Name", "Title", "Description", "Location", "Started On", "Finished On"],
        [me.company, "Director of Engineering", f"At {me.company},\nmany things.", _place(made),
         "Jan 2021", ""],
        [f"{me.last} Works", "Software Engineer", "", _place(made), "Sep 2012", "Dec 2020"],
    ]  # fmt: skip


def _messages(made: Sample) -> Rows:
    me = f"{made.owner.first} {made.owner.last}"
    header = [
        "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO",
        "RECIPIENT PROFILE URLS", "DATE", "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS",
    ]  # fmt: skip
    rows = (
        [f"2-{at}", "", me, made.owner.url, f"{p.first} {p.last}", p.url, "2025-06-01 14:03:22 UTC",
         "", f'Dear {p.first},\nabout "{p.company}", it is a secret.', "INBOX", ""]
        for at, p in enumerate(made.people[:20])
    )  # fmt: skip
    return [header, *rows]


def _shares(made: Sample) -> Rows:
    said = f'I am proud to join {made.owner.company}.""\n""More soon'
    return [
        ["Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"],
        *([f"{day} 01:21:47", f"https://www.example.com/feed/{at}", said, "", "", "MEMBER_NETWORK"]
          for at, day in enumerate(made.posts)),
    ]  # fmt: skip


def _comments(made: Sample) -> str:
    """By hand, since quotation marks have a backslash before them here."""
    lines = (
        f'{day} 08:00:01,https://www.example.com/feed/{at},"So \\"true\\", {made.owner.first}"\n'
        for at, day in enumerate(made.comments)
    )
    return "Date,Link,Message\n" + "".join(lines)


def _reactions(made: Sample) -> Rows:
    return [
        ["Date", "Type", "Link"],
        *([f"{day} 20:15:00", "LIKE", f"https://www.example.com/feed/{at}"]
          for at, day in enumerate(made.reactions)),
    ]  # fmt: skip


def _targeting(made: Sample) -> Rows:
    return [
        ["Company Names", "Company Names", "Job Seniorities", "Member Groups", "Job Titles",
         "Job Titles"],
        [made.owner.company, f"{made.owner.last} Works", "Director", "; ".join(made.groups),
         "Director", "Engineer"],
    ]  # fmt: skip


def _registration(made: Sample) -> Rows:
    day = made.registered
    return [
        ["Registered At", "Registration Ip", "Subscription Types"],
        [f"{day.month}/{day.day}/{day:%y}, 9:12 AM", "192.0.2.17", ""],
    ]


def _contacts(made: Sample) -> Rows:
    return [
        ["Source", "FirstName", "LastName", "Companies", "Title", "Emails", "PhoneNumbers"],
        *(["MOBILE", p.first, p.last, p.company, "", p.email, "+10 555 0100"]
          for p in made.people[:30]),
    ]  # fmt: skip


if __name__ == "__main__":
    main()

"""What makes a page valid: tags that nest, unique ids, parts that may stand where they do."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input", "hr", "img", "path", "rect", "line", "circle"}
BLOCKS = {
    "p", "ul", "ol", "dl", "div", "section", "table", "pre", "h1", "h2", "h3", "h4", "h5", "figure",
    "details", "nav", "main", "header", "footer",
}  # fmt: skip
ONLY = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"},
    "thead": {"tr"}, "tbody": {"tr"}, "table": {"thead", "tbody", "caption"},
}  # fmt: skip


class Page(HTMLParser):
    """A page that was read: its ``problems``, ``ids``, ``links``, ``headings`` and ``text``."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.headings: list[int] = []
        self.tags: Counter[str] = Counter()
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"{tag} is never closed" for tag in self._open]
        self.problems += [f"id {one} twice" for one, n in Counter(self.ids).items() if n > 1]

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        given = dict(attrs)
        if len(given) < len(attrs):
            self.problems.append(f"an attribute twice in {self.get_starttag_text()}")
        self._may_stand(tag)
        self._note(tag, given)
        if tag not in VOID:
            self._open.append(tag)

    def _note(self, tag, given):
        self.ids += [given["id"]] if "id" in given else []
        if tag == "a":
            self.links.append(given["href"])
        if tag in ("link", "script", "img"):
            self.loads.append(given.get("href") or given.get("src"))
        if tag in ("h1", "h2", "h3", "h4", "h5"):
            self.headings.append(int(tag[1]))
        if tag == "th" and "scope" not in given:
            self.problems.append("th without scope")

    def handle_endtag(self, tag):
        if not self._open or self._open[-1] != tag:
            self.problems.append(f"</{tag}> at {self.getpos()} closes {self._open[-1:]}")
        else:
            self._open.pop()

    def handle_data(self, data):
        self.text += data
        if data.strip() and self._open and self._open[-1] in ONLY:
            self.problems.append(f"text {data.strip()[:30]!r} right in {self._open[-1]}")

    def _may_stand(self, tag):
        parent = self._open[-1] if self._open else ""
        if parent in ONLY and tag not in ONLY[parent]:
            self.problems.append(f"{tag} right in {parent} at {self.getpos()}")
        if tag == parent == "a":
            self.problems.append("a link in a link")
        if tag in BLOCKS and any(one in self._open for one in ("p", "span", "a")):
            self.problems.append(f"{tag} at {self.getpos()} stands in running text: {self._open}")

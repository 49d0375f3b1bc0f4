"use strict";

// The search: every page reads without it. The index is loaded when somebody first wants it.
(() => {
  const MOST = 30;
  const top = document.currentScript.dataset.top;
  let index = null;

  globalThis.handbookIndex = (rows) => {
    index = rows.map(([title, kind, href, about, words]) => {
      const folded = fold(title);
      return { title, kind, about, href: top + href, folded, words: `${folded} ${kind} ${words}` };
    });
    show();
  };

  const fold = (text) => text.normalize("NFC").toLowerCase().replace(/[-_\s]+/g, " ").trim();

  const rank = (entry, wanted) => {
    if (!wanted.every((word) => entry.words.includes(word))) return 9;
    const whole = wanted.join(" ");
    if (entry.folded === whole) return 0;
    if (entry.folded.startsWith(whole)) return 1;
    if (wanted.every((word) => entry.folded.includes(word))) return 2;
    return 3;
  };

  const search = (text) => {
    const wanted = fold(text).split(" ").filter(Boolean);
    if (!wanted.length) return [];
    return index
      .map((entry) => [rank(entry, wanted), entry])
      .filter(([found]) => found < 9)
      .sort(([one], [other]) => one - other)
      .map(([, entry]) => entry);
  };

  const item = (entry) => {
    const link = document.createElement("a");
    link.href = entry.href;
    link.append(entry.title, " ");
    const kind = document.createElement("span");
    kind.textContent = entry.about ? `${entry.kind}: ${entry.about}` : entry.kind;
    link.append(kind);
    const line = document.createElement("li");
    line.append(link);
    return line;
  };

  const box = document.querySelector("search");
  const input = document.getElementById("sought");
  const list = document.getElementById("found");
  const counted = document.getElementById("counted");

  const show = () => {
    if (!index) return load();
    const found = search(input.value);
    list.replaceChildren(...found.slice(0, MOST).map(item));
    const more = found.length > MOST ? `, the first ${MOST} shown` : "";
    counted.textContent = input.value.trim() ? `${found.length || "none"} found${more}` : "";
  };

  let loading = false;
  const load = () => {
    if (loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = `${top}search-index.js`;
    document.head.append(script);
  };

  const move = (by) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement) + by;
    (links[at] || (at < 0 ? input : links.at(-1)) || input).focus();
  };

  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") {
      input.value = "";
      show();
      input.focus();
    } else if (event.key === "Enter" && event.target === input) list.querySelector("a")?.click();
    else return;
    event.preventDefault();
  });
  input.addEventListener("focus", load);
  input.addEventListener("input", show);

  document.querySelector(".look-up").hidden = true;
  box.hidden = false;
})();

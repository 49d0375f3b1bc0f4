"""A real browser for tests: Chromium, driven over the pipe of its DevTools protocol.

It needs the browser and nothing else: no driver beside it, no port, no package. Where there is
none, tests that ask for it are skipped. DUNBAR_CHROMIUM names one that has another name.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 60.0  # seconds for one answer, on a machine that has much else to do

_QUIET = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-domain-reliability", "--disable-extensions", "--disable-sync", "--mute-audio",
    "--hide-scrollbars", "--no-default-browser-check", "--force-device-scale-factor=1",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
)  # fmt: skip
# Chromium reads commands from descriptor 3 and writes answers to 4: the pipe's ends are put there.
_MOVE = (
    "import os, sys; low, high = map(int, sys.argv[1:3]); os.dup2(os.dup(high), 64);"
    "os.dup2(low, 3); os.dup2(64, 4); os.close(64); os.execvp(sys.argv[3], sys.argv[3:])"
)
_KEYS = {"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "Tab": 9}


def found() -> str | None:
    """The browser of this machine, if it has one."""
    named = os.environ.get("DUNBAR_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """A browser with a profile of its own, which is thrown away at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        to_us, from_it = os.pipe()
        from_us, to_it = os.pipe()
        command = [path, *_QUIET, f"--user-data-dir={profile}", "--remote-debugging-pipe"]
        process = subprocess.Popen(
            [sys.executable, "-c", _MOVE, str(from_us), str(from_it), *command, "about:blank"],
            pass_fds=(from_us, from_it),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": profile},
        )
        os.close(from_us)
        os.close(from_it)
        try:
            yield Browser(_Pipe(to_us, to_it))
        finally:
            os.close(to_it)
            os.close(to_us)
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Browser:
    """Opens pages."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe

    @contextmanager
    def page(
        self, width: int = 1280, height: int = 900, *, dark: bool = False, script: bool = True
    ) -> Iterator[Page]:
        """An empty page of this size, for light or dark, with or without scripts."""
        target = self._pipe.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self._pipe.ask("Target.attachToTarget", targetId=target, flatten=True)
        page = Page(self._pipe, session["sessionId"])
        for domain in ("Page", "Runtime", "Log", "Network"):
            page.ask(f"{domain}.enable")
        page.resize(width, height)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        page.ask("Emulation.setEmulatedMedia", features=[scheme])
        page.ask("Emulation.setScriptExecutionDisabled", value=not script)
        try:
            yield page
        finally:
            self._pipe.ask("Target.closeTarget", targetId=target)


class Page:
    """One page: what it shows, what it asked for, and what it complained about."""

    def __init__(self, pipe: _Pipe, session: str) -> None:
        self._pipe, self._session = pipe, session

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The answer to one command of the protocol."""
        return self._pipe.ask(method, self._session, **parameters)

    def resize(self, width: int, height: int) -> None:
        """Show it on a screen of this size, narrow ones being phones."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip

    def open(self, url: str | Path) -> None:
        """Go there, and wait until it is loaded."""
        url = url.resolve().as_uri() if isinstance(url, Path) else url
        self._pipe.forget(self._session)
        failed = self.ask("Page.navigate", url=url).get("errorText")
        assert not failed, f"{url}: {failed}"
        self._pipe.wait_for("Page.loadEventFired", self._session)

    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited; it runs even where scripts are off."""
        answer = self.ask(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, expression: str) -> Any:
        """The first true value of an expression that becomes true."""
        end = time.monotonic() + PATIENCE
        while not (value := self.run(expression)):
            assert time.monotonic() < end, f"never true: {expression}"
            time.sleep(0.02)
        return value

    def type(self, text: str) -> None:
        """Write into what has the focus."""
        self.ask("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press and release a key."""
        code = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        text = {"text": "\r"} if key == "Enter" else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **code, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **code)

    def picture(self, path: Path) -> None:
        """The whole page as a PNG."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(shot["data"]))

    @property
    def requests(self) -> list[str]:
        """The addresses that it asked for since it was opened."""
        found = self._pipe.heard("Network.requestWillBeSent", self._session)
        return [each["request"]["url"] for each in found]

    @property
    def complaints(self) -> list[str]:
        """Errors and warnings of scripts, of the console, and of loading."""
        thrown = self._pipe.heard("Runtime.exceptionThrown", self._session)
        logged = self._pipe.heard("Log.entryAdded", self._session)
        said = self._pipe.heard("Runtime.consoleAPICalled", self._session)
        return [
            *(str(each["exceptionDetails"]) for each in thrown),
            *(each["entry"]["text"] for each in logged),
            *(str(each["args"]) for each in said if each["type"] in ("error", "warning", "assert")),
        ]


class _Pipe:
    """Commands to the browser and its answers, each a JSON text that ends with NUL."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._rest = b""
        self._number = 0
        self._answers: dict[int, dict[str, Any]] = {}
        self._events: list[dict[str, Any]] = []

    def ask(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        self._listen(lambda: number in self._answers, method)
        answer = self._answers.pop(number)
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def wait_for(self, event: str, session: str) -> None:
        self._listen(lambda: bool(self.heard(event, session)), event)

    def heard(self, event: str, session: str) -> list[dict[str, Any]]:
        return [
            each["params"]
            for each in self._events
            if each["method"] == event and each.get("sessionId") == session
        ]

    def forget(self, session: str) -> None:
        self._events = [each for each in self._events if each.get("sessionId") != session]

    def _listen(self, done: Any, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            ready, _, _ = select.select([self._read], [], [], max(0, end - time.monotonic()))
            assert ready, f"the browser is silent about {what}"
            data = os.read(self._read, 1 << 20)
            assert data, f"the browser has gone before it answered {what}"
            *messages, self._rest = (self._rest + data).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    self._answers[message["id"]] = message
                else:
                    self._events.append(message)

"""A page in headless Chromium, over the pipe of its DevTools: no driver, no port, no network.

Chromium speaks JSON on two pipes (``--remote-debugging-pipe``), each message ended by a zero byte.
That gives a true phone width, a true dark mode and print, and every request and error of the page.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless",
    "--no-sandbox",  # the only page is our own, and root has no sandbox
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # a page that asks outside finds nobody
    "--remote-debugging-pipe",
)
_PATIENCE = 30.0


def chromium() -> str | None:
    """Return the Chromium of this machine that answers, or None."""
    for name in _NAMES:
        path = shutil.which(name)
        # some systems ship a script of this name that only says how to install it
        if (
            path
            and subprocess.run([path, "--version"], capture_output=True, check=False).returncode
            == 0
        ):
            return path
    return None


@dataclass
class Seen:
    """What a page did while it was shown: its answers to a script, requests and errors."""

    value: dict = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Browser:
    """One running Chromium with one tab."""

    def __init__(self, send: int, receive: int) -> None:
        self._send, self._receive = send, receive
        self._rest = b""
        self._numbers = itertools.count(1)
        self._events: list[dict] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = ""
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for room in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{room}.enable")

    def ask(self, method: str, /, **params: object) -> dict:
        """Ask one thing and return the answer; events on the way are kept."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if getattr(self, "_session", ""):
            message["sessionId"] = self._session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        for heard in self._heard():
            if heard.get("id") == number:
                assert "error" not in heard, heard
                return heard["result"]
            self._events.append(heard)
        raise AssertionError

    def _heard(self) -> Iterator[dict]:
        until = time.monotonic() + _PATIENCE
        while True:
            while b"\0" in self._rest:
                one, _, self._rest = self._rest.partition(b"\0")
                yield json.loads(one)
            ready, _, _ = select.select([self._receive], [], [], max(0.0, until - time.monotonic()))
            assert ready, "Chromium does not answer"
            piece = os.read(self._receive, 1 << 20)
            assert piece, "Chromium went away"
            self._rest += piece

    def show(
        self,
        page: Path,
        *,
        width: int,
        height: int = 900,
        dark: bool = False,
        paper: bool = False,
        script: str = "({})",
    ) -> Seen:
        """Show a page at a width and return what it did and what the script found."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media="print" if paper else "", features=[scheme])
        self._events.clear()
        self.ask("Page.navigate", url=page.as_uri())
        if not any(event.get("method") == "Page.loadEventFired" for event in self._events):
            for event in self._heard():
                self._events.append(event)
                if event.get("method") == "Page.loadEventFired":
                    break
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        seen = Seen(answer["result"].get("value", {}))
        for event in self._events:
            told = event.get("params", {})
            match event.get("method"):
                case "Network.requestWillBeSent":
                    seen.requests.append(told["request"]["url"])
                case "Runtime.exceptionThrown":
                    seen.errors.append(told["exceptionDetails"]["text"])
                case "Runtime.consoleAPICalled" if told["type"] in {"error", "warning"}:
                    seen.errors.append(str(told["args"]))
                case "Log.entryAdded" if told["entry"]["level"] in {"error", "warning"}:
                    seen.errors.append(told["entry"]["text"])
        return seen

    def picture(self, file: Path, *, whole: bool = True) -> Path:
        """Save what is shown as a PNG."""
        data = self.ask("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        file.write_bytes(base64.b64decode(data))
        return file

    def printed(self, file: Path) -> Path:
        """Save what a printer would get as a PDF of A4 sheets."""
        data = self.ask("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"]
        file.write_bytes(base64.b64decode(data))
        return file


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """Run Chromium for the time of a block; its profile is a new, empty folder."""
    from_us, send = os.pipe()
    receive, to_us = os.pipe()
    profile = tempfile.mkdtemp(prefix="chromium-")
    # Chromium reads its messages on descriptor 3 and writes on 4, whatever numbers ours have
    line = f'exec "$@" 3<&{from_us} 4>&{to_us}'
    process = subprocess.Popen(
        ["bash", "-c", line, "_", path, *_FLAGS, f"--user-data-dir={profile}"],
        pass_fds=(from_us, to_us),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    os.close(from_us)
    os.close(to_us)
    try:
        yield Browser(send, receive)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(send)
        os.close(receive)
        shutil.rmtree(profile, ignore_errors=True)

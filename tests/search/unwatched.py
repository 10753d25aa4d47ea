"""A Chromium that nobody watches: it answers what it is asked, and tells of nothing else. For measuring."""

import asyncio
import json
import os
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path

import chromium
from tornado.websocket import websocket_connect

AWAKE = ("--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
         "--disable-renderer-backgrounding")  # a page that nobody sees is as quick as one that is seen
Send = Callable[..., Awaitable[dict]]
"""send(method, session, **parameters): a command of Chromium's DevTools protocol, and its result."""


@asynccontextmanager
async def browser() -> AsyncIterator[Send]:
    """A Chromium of its own, with an empty profile."""
    flags = [*chromium.FLAGS, *AWAKE, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [chromium.found(), *flags, "--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            port, path = (await _written(Path(profile) / "DevToolsActivePort")).split()
            socket = await websocket_connect(f"ws://127.0.0.1:{port}{path}")
            numbers = count(1)

            async def send(method: str, session: str | None = None, **parameters) -> dict:
                number = next(numbers)
                message = {"id": number, "method": method, "params": parameters}
                await socket.write_message(json.dumps(message | ({"sessionId": session} if session else {})))
                while (answer := json.loads(await socket.read_message())).get("id") != number:
                    pass
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

            yield send
            socket.close()
        finally:
            process.terminate()
            process.wait()


async def _written(path: Path, patience: float = 30) -> str:
    """The text of a file of two lines, as soon as it has them."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if path.exists() and "\n" in (text := path.read_text()):
            return text
        await asyncio.sleep(0.05)
    raise TimeoutError(f"Chromium did not write {path.name}")


@asynccontextmanager
async def page(send: Send, address: str) -> AsyncIterator[str]:
    """A session with a page just opened, and loaded, in a context of its own: nothing is in its cache."""
    context = (await send("Target.createBrowserContext"))["browserContextId"]
    target = (await send("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
    session = (await send("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
    await send("Page.navigate", session, url=address)
    await evaluated(send, session, """new Promise(done =>
        document.readyState === "complete" ? done() : addEventListener("load", done))""")
    yield session
    await send("Target.disposeBrowserContext", browserContextId=context)


async def evaluated(send: Send, session: str, script: str) -> object:
    """What the promise of a script comes to."""
    answer = await send("Runtime.evaluate", session, expression=script, awaitPromise=True, returnByValue=True)
    if "exceptionDetails" in answer:
        raise RuntimeError(answer["exceptionDetails"]["exception"].get("description", answer))
    return answer["result"].get("value")

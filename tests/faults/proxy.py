"""A TCP proxy whose line a test cuts, delays or blocks: what lies between two processes."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Literal

Fault = Literal["none", "reset", "cut", "silent"]
CUT_AFTER = 60


class Proxy:
    """Passes bytes from its own port to `target` in a thread of its own. `fault` may change while it runs.

    reset: an answer is broken off with a reset at its first byte; cut: after CUT_AFTER bytes; silent: nothing comes.
    """

    def __init__(self, target: int) -> None:
        self.fault: Fault = "none"
        self.port = 0
        self._target = target
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Proxy:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer.transport), contextlib.suppress(OSError, asyncio.CancelledError):
            back_reader, back_writer = await asyncio.open_connection("127.0.0.1", self._target)
            with contextlib.closing(back_writer.transport):
                await asyncio.gather(self._pass(reader, back_writer), self._answer(back_reader, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            if self.fault == "silent":
                continue
            if self.fault == "cut":
                writer.write(data[:CUT_AFTER])
                await writer.drain()
            if self.fault != "none":
                writer.transport.abort()
                return
            writer.write(data)
            await writer.drain()
        writer.close()

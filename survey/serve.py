"""Runs the program: processes that answer people, and one worker beside them that counts and draws."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from survey.config import Settings, settings_from_environment
from survey.i18n import gettext as _

if TYPE_CHECKING:
    from flask import Flask

PATIENCE = 10.0
"""Seconds that the worker has to finish what it is drawing."""

PAUSE = 2.0
"""Seconds before a worker that stopped by itself is started again."""


class PortTaken(Exception):
    """Somebody else listens at this address already."""

    def __init__(self, host: str, port: int) -> None:
        sentence = _(
            "Port %(port)s on %(host)s is taken. Choose another one with --port or SOSESKA_PORT.", port=port, host=host
        )
        super().__init__(sentence)


class Worker:
    """The one background process; it ends with us, whatever ends us, because we hold its standard input open."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process = self._start()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def _start(self) -> "subprocess.Popen[bytes]":
        # In a session of its own, so that Ctrl+C in a terminal does not stop it in the middle of something.
        command = [sys.executable, "-m", "survey.serve"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - ourselves

    def _keep(self) -> None:
        while self._process.wait() is not None and not self._stopping.wait(PAUSE):
            self._process = self._start()

    def stop(self) -> None:
        self._stopping.set()
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            # Its work is done in transactions, so nothing is lost by stopping in the middle.
            self._process.kill()
            self._process.wait()


def serve(
    settings: Settings, host: str, port: int, workers: int, ready: Callable[[], None], drawing: bool = True
) -> None:
    """Answer until told to stop by a signal; `ready` is called once the first page can be had.

    Without `drawing` there is no worker: a laptop in a hall has no figures, and its clock must not end an evening.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _refuse_taken_port(host, port)
    os.environ["SOSESKA_PORT"] = str(port)
    # A forked copy of a process with threads may hang, so each starts afresh.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        target="survey.serve:web",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or sensible_workers(settings),
        blocking_threads=2 * (os.cpu_count() or 1) + 1,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    )
    worker = Worker() if drawing else None
    threading.Thread(target=_tell_when_ready, args=(host, port, ready), daemon=True).start()
    try:
        server.serve()
    finally:
        if worker:
            worker.stop()


def web() -> "Flask":
    """One web process. It stops when the server says so; Ctrl+C reaches every process, which would be twice."""
    from survey.wsgi import app

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    threading.Thread(target=_stop_with_server, daemon=True).start()
    return app()


def _stop_with_server() -> None:
    """A server that was killed cannot tell its processes, and they would keep the port."""
    server = multiprocessing.parent_process()
    if server:
        server.join()
        os.kill(os.getpid(), signal.SIGTERM)


def sensible_workers(settings: Settings) -> int:
    """Two or more processes, except where an old SQLite library cannot be trusted with several."""
    if settings.database.startswith("sqlite") and find_spec("pysqlite3") is None:
        return 1
    return max(2, min(4, os.cpu_count() or 1))


def _refuse_taken_port(host: str, port: int) -> None:
    """The server would share a port with another one without a word."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise PortTaken(host, port) from fault


def _tell_when_ready(host: str, port: int, ready: Callable[[], None]) -> None:
    pause = threading.Event()
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    for _attempt in range(600):
        try:
            socket.create_connection((address, port), timeout=1).close()
        except OSError:
            pause.wait(0.1)
        else:
            ready()
            return


def work() -> None:
    """The life of the worker process: until a signal, or until whoever started it is gone."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    threading.Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()

    from survey.store.base import open_store
    from survey.worker import loop

    settings = settings_from_environment()
    loop(open_store(settings), stop, settings.data)


def _stop_with_parent(stop: threading.Event) -> None:
    # Read past Python's own buffer, whose lock would be held when the process ends.
    while os.read(0, 1024):
        pass
    stop.set()


if __name__ == "__main__":
    work()

"""One writer at a time on a SQLite file, among threads and among processes."""

import fcntl
import os
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from survey.store.errors import Busy, NotWritable

FIRST_PAUSE = 0.001
LONGEST_PAUSE = 0.02


class WriteLock:
    """A file lock with a patience: who waits longer is told so instead of hanging."""

    def __init__(self, path: Path, patience: float) -> None:
        self.path = path
        self.patience = patience
        self._threads = threading.Lock()
        self._file = -1

    def __enter__(self) -> None:
        deadline = time.monotonic() + self.patience
        if not self._threads.acquire(timeout=self.patience):
            raise Busy
        with ExitStack() as undo:
            undo.callback(self._threads.release)  # also when a signal ends the wait for the file
            self._file = self._lock_file(deadline)
            undo.pop_all()

    def _lock_file(self, deadline: float) -> int:
        file = self._open()
        pause = FIRST_PAUSE
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    os.close(file)
                    raise Busy from None
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return file

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as fault:
            raise NotWritable from fault

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)
        self._threads.release()

"""The program as an administrator meets it: it starts on an empty folder, says where it is, leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.conftest import free_port
from tests.journeys.town import within

SOSESKA = Path(sys.executable).with_name("soseska")


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def program(tmp_path: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    environ = os.environ | {"SOSESKA_DATA": str(tmp_path), "SOSESKA_PORT": str(port), "LANGUAGE": "en"}
    command = [SOSESKA, "run", "--workers", "1"]
    running = subprocess.Popen(
        command, env=environ, cwd=tmp_path, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stdout is not None
    assert any("http://" in line for line in running.stdout)
    yield running
    if running.poll() is None:
        running.kill()
    running.communicate(timeout=30)


def background_worker(parent: int) -> int:
    """The process that counts and draws."""
    children = [pid for path in Path(f"/proc/{parent}/task").glob("*/children") for pid in path.read_text().split()]
    return next(int(pid) for pid in children if b"survey.serve\0" in Path(f"/proc/{pid}/cmdline").read_bytes())


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def is_gone(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_all_its_processes_ends_it_cleanly(program: "subprocess.Popen[str]", port: int, stop: int) -> None:
    worker = background_worker(program.pid)
    with urlopen(f"http://127.0.0.1:{port}/") as page:
        assert page.status == 200
    os.killpg(program.pid, stop)
    assert program.wait(timeout=30) == 0
    within(15, lambda: is_gone(worker))


@pytest.mark.slow
def test_a_server_that_was_killed_leaves_neither_its_worker_nor_its_port(
    program: "subprocess.Popen[str]", port: int
) -> None:
    worker = background_worker(program.pid)
    program.kill()
    within(30, lambda: is_gone(worker))
    within(30, lambda: is_free(port))


@pytest.mark.slow
def test_a_worker_that_died_is_started_again(program: "subprocess.Popen[str]") -> None:
    worker = background_worker(program.pid)
    os.kill(worker, signal.SIGKILL)
    within(30, lambda: is_gone(worker))

    def another() -> bool:
        try:
            return background_worker(program.pid) != worker
        except StopIteration:
            return False

    within(30, another)


def test_a_second_server_on_the_same_port_is_refused_in_a_sentence(
    program: "subprocess.Popen[str]", tmp_path: Path, port: int
) -> None:
    environ = os.environ | {"SOSESKA_DATA": str(tmp_path), "LANGUAGE": "en"}
    again = subprocess.run(
        [SOSESKA, "run", "--port", str(port)], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert again.returncode == 1
    assert again.stderr == f"Port {port} on 127.0.0.1 is taken. Choose another one with --port or SOSESKA_PORT.\n"

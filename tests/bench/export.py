"""How long an export of many answers takes and how much memory: each format in a process of its own."""

import sys
import time
import uuid
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select

from survey.export.formats import formats
from survey.store.base import Store
from survey.store.districts import Assessment
from survey.store.documents import Response
from survey.store.rounds import round_by_slug

ANSWERS = 100_000
AT_ONCE = 2000
KEY = "a key for measuring only, forty characters"


def grow(store: Store, answers: int = ANSWERS) -> None:
    """Make many answers of the few of the example: the same documents under other names."""
    columns = [column for column in Response.__table__.columns if column.name not in ("id", "client_id")]
    with store.read() as session:
        counted = select(*columns).where(Response.state == "counted")
        known = [dict(row._mapping) for row in session.execute(counted)]
    for start in range(len(known), answers, AT_ONCE):
        places = range(start, min(start + AT_ONCE, answers))
        rows = [known[at % len(known)] | {"id": uuid.uuid4(), "client_id": f"large-{at}"} for at in places]
        with store.write() as session:
            session.execute(insert(Response), rows)


def measure(database: str) -> None:
    """Say seconds, size and the highest memory of each format."""
    for name in ("nothing", *formats()):
        if name == "nothing" or formats()[name].ready:
            command = [sys.executable, "-m", "tests.bench.export", database, name]
            run(command, check=True, cwd=Path(__file__).resolve().parents[2])


def one(database: str, name: str) -> None:
    """Write one file, as the worker does, and say how long the processor worked for it and its highest memory."""
    from survey.export.answers import put_answers
    from survey.export.taken import Whole

    store, begun, size = Store(database, KEY), time.process_time(), 0
    with store.read() as session, TemporaryDirectory() as folder:
        round_ = round_by_slug(session, "lipovje")
        assert round_ is not None
        whole = Whole(round_, session.get_one(Assessment, round_.assessment_id), "Lipovje", "sl", ())
        if name != "nothing":
            put_answers(session, whole, formats()[name], Path(folder), "salt", lambda _done: None)
            size = sum(path.stat().st_size for path in Path(folder).iterdir())
    seconds, peak = time.process_time() - begun, highest_memory()
    what = f"export of {ANSWERS} answers, {name}"
    sys.stdout.write(f"{what:<46}{seconds:>10.1f} s {size / 1e6:>8.1f} MB file {peak:>6.0f} MB memory\n")


def highest_memory() -> float:
    """Megabytes at the highest. What the system says of resources would begin with whoever started this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


if __name__ == "__main__":
    one(*sys.argv[1:])

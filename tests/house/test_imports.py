"""Who may import whom, and what a web process must never load."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_room_imports_only_what_it_may() -> None:
    # In a process of its own, since it switches off every logger there is.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def loaded_by(code: str, tmp_path: Path) -> set[str]:
    program = f"{code}\nimport sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    environ = {"SOSESKA_DATA": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=environ)
    return set(done.stdout.split())


def test_a_web_process_loads_no_statistics(tmp_path: Path) -> None:
    heavy = {"pandas", "numpy", "matplotlib", "scipy"}
    assert not loaded_by("from survey import create_app; create_app()", tmp_path) & heavy


def test_the_command_line_starts_without_the_web_and_without_statistics(tmp_path: Path) -> None:
    assert not loaded_by("import survey.cli", tmp_path) & {"flask", "pandas", "numpy", "matplotlib", "scipy"}


def test_importing_the_analysis_loads_no_drawing(tmp_path: Path) -> None:
    modules = [p.stem for p in (ROOT / "analysis").glob("*.py") if p.stem != "__init__"]
    code = "\n".join(f"import analysis.{name}" for name in modules)
    assert not loaded_by(code, tmp_path) & {"matplotlib", "scipy"}

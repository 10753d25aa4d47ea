"""What is installed works in any folder: the wheel brings templates and data along."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis

import builder
from builder import __version__

HERE = Path(__file__).parent.parent
PAGE = "河堤加固工程完工\n\n本报讯（记者林一）临江市水务站今天宣布，河堤加固工程完工。\n"


def test_the_wheel_builds_an_archive_in_an_empty_folder(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=HERE,
                   check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    page = tmp_path / "content" / "2001-05-04" / "01"
    page.mkdir(parents=True)
    (tmp_path / "content" / "archive.toml").write_text("", encoding="utf-8")
    (page / "page.txt").write_text(PAGE, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"}
    for command in (["parse"], ["build"], ["search", "河堤"]):
        run = subprocess.run([sys.executable, "-m", "builder", *command], cwd=tmp_path, env=environment, text=True,
                             capture_output=True, timeout=120, check=False)
        assert (run.returncode, run.stderr) == (0, "")
    assert "河堤加固工程完工" in run.stdout
    subprocess.run([sys.executable, "-m", "builder", "init", "new"], cwd=tmp_path, env=environment, check=True,
                   capture_output=True, timeout=120)
    assert (tmp_path / "new" / "content" / "2001-05-04" / "01" / "01.md").is_file()
    assert (tmp_path / "site" / "2001-05-04" / "01" / "01.html").is_file()
    assert (tmp_path / "site" / "assets" / "vendor" / "lunr").is_dir()


def test_each_room_imports_only_rooms_above_it():
    """In the order of the map, so that the program is read from top to bottom; a circle is a fault."""
    rooms = re.findall(r"^(\w+)/? +\S", builder.__doc__, re.MULTILINE)
    imported = [(path.relative_to(HERE / "builder").parts[0].removesuffix(".py"), name.split(".")[1], path.name)
                for path in (HERE / "builder").rglob("*.py") for name in imports(path)]
    assert {room for room, _, _ in imported} - {"__main__"} <= {*rooms}
    assert [(room, other, file) for room, other, file in imported
            if room != "__main__" and other in rooms and rooms.index(other) > rooms.index(room)] == []


def imports(path: Path) -> Iterator[str]:
    """The names of builder's modules that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "builder":
            yield from (f"builder.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("builder."):
            yield node.module


def test_one_version_everywhere():
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert f"## {__version__}" in (HERE / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_lock_has_a_hash_for_everything_and_names_no_index():
    lock = (HERE / "requirements.lock").read_text(encoding="utf-8")
    packages = [line for line in lock.splitlines() if "==" in line]
    assert len(packages) > 10
    assert all(line.endswith("\\") for line in packages)
    assert "://" not in lock
    assert "index-url" not in lock


def test_no_example_fails_for_a_busy_machine_alone():
    assert hypothesis.settings().deadline is None

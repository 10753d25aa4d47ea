"""Whatever fails in a build, at whatever step, or ends it: the site is the old one or the new, or the next command
makes it so, and the next build makes what a build from nothing makes."""

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from builder import output, stamps
from builder.build import build
from builder.content import article_file
from builder.errors import Fault, Faults, MachineFault
from builder.model import Article

STEPS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.listdir", "os.scandir"}
SAMPLE = 3
"""Every third step is tried: one after another they are opened, written, renamed alike."""

NOBODY, UNREADABLE = 65534, 77

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a build is killed in a child of this process")


class Steps:
    """Counts what is done with files below a folder, and does something at one of them."""

    def __init__(self):
        self.folder, self.count, self.at, self.then = "", 0, -1, None
        sys.addaudithook(self.hook)  # never to be removed, so it sleeps between tests

    def hook(self, event: str, arguments: tuple) -> None:
        if self.folder and event in STEPS and str(arguments[0]).startswith(self.folder):
            self.count += 1
            if self.count == self.at:
                self.then()

    @contextmanager
    def watch(self, folder: Path, at: int = -1, then=None) -> Iterator["Steps"]:
        self.folder, self.count, self.at, self.then = str(folder), 0, at, then
        try:
            yield self
        finally:
            self.folder = ""


@pytest.fixture(scope="module")
def steps() -> Steps:
    return Steps()


def put(content: Path, number: int, title: str) -> None:
    path = content / "2001-05-04" / "01" / f"{number:02}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article_file(Article(title=title, authors=("林一",), order=number, body="水闸完工。\n")), "utf-8")


@pytest.fixture(scope="module")
def archives(tmp_path_factory) -> tuple[Path, Path]:
    """An archive with its site and memory; the same after an edit, its site made from nothing."""
    folder = tmp_path_factory.mktemp("faults")
    old = folder / "old"
    (old / "content").mkdir(parents=True)
    (old / "content" / "archive.toml").write_text("")
    put(old / "content", 1, "水闸完工")
    put(old / "content", 2, "河水上涨")
    build(old / "content", old / "site", jobs=1)
    new = folder / "new"
    shutil.copytree(old / "content", new / "content")
    put(new / "content", 1, "石桥完工")
    (new / "content" / "2001-05-04" / "01" / "02.md").unlink()
    put(new / "content", 3, "渔港开海")
    build(new / "content", new / "site", jobs=1)
    return old, new


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def edited(archives, tmp_path) -> Path:
    """A built archive in which an edit waits to be built."""
    return _edited(archives, tmp_path / "at")


def _edited(archives: tuple[Path, Path], folder: Path) -> Path:
    old, new = archives
    shutil.copytree(old, folder)
    shutil.rmtree(folder / "content")
    shutil.copytree(new / "content", folder / "content")
    return folder


def check(folder: Path, archives: tuple[Path, Path], what: str) -> None:
    """The site is whole or is made whole, and the next build makes it new."""
    old, new = (tree(archive / "site") for archive in archives)
    output.recover(folder / "site")
    assert tree(folder / "site") in (old, new, {}), what
    build(folder / "content", folder / "site", jobs=1)
    assert tree(folder / "site") == new, what
    assert build(folder / "content", folder / "site", jobs=1).written.changed == (), what
    assert not output.unfinished(folder / "site"), what


def refuse() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("first", [False, True], ids=["later build", "first build"])
def test_a_fault_at_any_step(archives, steps, tmp_path, first):
    def begun(name: str) -> Path:
        folder = _edited(archives, tmp_path / name)
        if first:
            shutil.rmtree(folder / "site")
            shutil.rmtree(folder / ".banmian")
        return folder

    with steps.watch(begun("counted")) as counted:
        build(tmp_path / "counted" / "content", tmp_path / "counted" / "site", jobs=1)
    assert counted.count > 40
    for at in range(1, counted.count + 1, SAMPLE):
        folder = begun(f"at {at}")
        with steps.watch(folder, at, refuse), suppress(MachineFault, Faults):
            build(folder / "content", folder / "site", jobs=1)
        check(folder, archives, f"step {at}")
        shutil.rmtree(folder)


def test_a_kill_at_any_step(archives, steps, tmp_path):
    at, ended = 1, False
    while not ended:
        folder = _edited(archives, tmp_path / f"at {at}")
        child = os.fork()
        if not child:
            with steps.watch(folder, at, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                build(folder / "content", folder / "site", jobs=1)
            os._exit(0)
        ended = os.waitpid(child, 0)[1] == 0
        check(folder, archives, f"step {at}")
        shutil.rmtree(folder)
        at += SAMPLE
    assert at > 40


@pytest.mark.parametrize("size", [0, 100, 5_000, 30_000])
def test_a_disk_that_takes_no_more(edited, archives, size):
    child = os.fork()
    if not child:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            build(edited / "content", edited / "site", jobs=1)
        except Fault as fault:
            os._exit(fault.status)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 3) if size > 5_000 else status == 3
    check(edited, archives, f"{size} bytes a file")


@pytest.fixture
def disk(tmp_path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk that can be filled")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@pytest.mark.skipif(not shutil.which("mount"), reason="this system mounts no disk by command")
def test_a_disk_that_is_full(disk, archives):
    """However much room is left: nothing is lost, and what was begun can be ended when there is room again."""
    statuses = []
    for room in (0, 4, 20, 40, 80, 160, 320, 2000):
        folder, ballast = _edited(archives, disk / "at"), disk / "ballast"
        free = os.statvfs(disk)
        ballast.write_bytes(bytes(free.f_bavail * free.f_frsize - 1024 * room))
        try:
            build(folder / "content", folder / "site", jobs=1)
            statuses.append(0)
        except MachineFault as fault:
            statuses.append(fault.status)
        ballast.unlink()
        check(folder, archives, f"{room} KB left")
        shutil.rmtree(folder)
    assert statuses == sorted(statuses, reverse=True)
    assert {*statuses} == {0, 3}


@pytest.mark.parametrize("place", ["site", "site/2001-05-04/01", ".banmian", "."])
def test_a_folder_that_may_not_be_written(archives, place):
    """Built by somebody who may write everywhere but there."""
    with tempfile.TemporaryDirectory() as home:  # pytest's own folders are closed to others
        folder = _edited(archives, Path(home) / "at")
        for path in (Path(home), *Path(home).rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        closed = [path for path in (folder / place, *(folder / place).rglob("*")) if path.is_dir()]
        for path in closed:
            path.chmod(0o555)
        child = os.fork()
        if not child:
            if not os.getuid():  # root may write everywhere
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            if not os.access(stamps.PACKAGE, os.R_OK | os.X_OK):
                os._exit(UNREADABLE)
            try:
                build(folder / "content", folder / "site", jobs=1)
            except Fault as fault:
                os._exit(fault.status)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for path in closed:
            path.chmod(0o777)
        if status == UNREADABLE:
            pytest.skip("the package lies where nobody but its owner may read")
        assert status == 3
        check(folder, archives, place)


def test_a_site_that_is_a_disk_of_its_own(edited, archives, monkeypatch):
    """A mounted volume: nothing can be renamed into it, so it is staged within."""
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "site")
    shutil.rmtree(edited / "site")
    (edited / "site").mkdir()
    written = build(edited / "content", edited / "site", jobs=1).written
    assert output.beside(edited / "site", ".sqlite").is_relative_to(edited / "site")
    standing = {path: data for path, data in tree(edited / "site").items() if not path.startswith(output.WITHIN)}
    assert standing == tree(archives[1] / "site")
    assert build(edited / "content", edited / "site", jobs=1).written.unchanged == len(written.changed)

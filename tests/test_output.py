"""The old site or the new one, whole; nothing that is not ours; nothing touched that did not change."""

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from builder import output
from builder.errors import ContentFault, MachineFault, UsageFault

OLD = {"index.html": b"old", "a/one.html": b"1", "a/two.html": b"2"}
NEW = {"index.html": b"new", "a/one.html": b"1", "b/three.html": b"3"}


def tree(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*")
            if path.is_file() and path.name != output.MARK}


@pytest.fixture
def site(tmp_path) -> Path:
    output.write(OLD.items(), tmp_path / "site")
    return tmp_path / "site"


def test_the_site_holds_exactly_the_files(site):
    written = output.write(NEW.items(), site)
    assert tree(site) == NEW
    assert written == output.Written(("b/three.html", "index.html"), ("a/two.html",), 2)
    assert sorted(path.name for path in site.iterdir()) == [".banmian", "a", "b", "index.html"]


@pytest.mark.parametrize("look", [output.unfinished, output.guard])
def test_a_folder_that_may_not_be_looked_into_is_told(site, monkeypatch, look):
    def refuse(path, **_):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(Path, "is_file", refuse)
    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(MachineFault, match="cannot be read: Permission denied"):
        look(site)


def test_the_same_files_again_touch_nothing(site):
    before = {path: path.stat() for path in site.rglob("*")}
    assert output.write(OLD.items(), site) == output.Written((), (), 4)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == {
        path: stat.st_mtime_ns for path, stat in before.items()}
    assert not (site.parent / output.WORK).exists()


def test_a_file_becomes_a_folder_and_back(site):
    output.write({"a": b"file", "index.html": b""}.items(), site)
    assert tree(site) == {"a": b"file", "index.html": b""}
    output.write(OLD.items(), site)
    assert tree(site) == OLD


def test_a_folder_that_cannot_be_listed_stops_the_build(site, monkeypatch):
    """What must go may be in it."""
    listed = os.scandir

    def scandir(folder):
        if str(folder).endswith("/a"):  # a number where a folder is removed
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(MachineFault):
        output.write({"index.html": b"new"}.items(), site)
    monkeypatch.undo()
    assert tree(site) == OLD


def test_a_fault_while_pages_are_made_leaves_the_old_site(site):
    def files():
        yield "index.html", b"new"
        raise ContentFault("a page that cannot be made")

    with pytest.raises(ContentFault):
        output.write(files(), site)
    assert tree(site) == OLD
    assert not (site.parent / output.WORK).exists()


@pytest.mark.parametrize("path", ["../out.html", "/etc/x", "a/../../x", "页.html", "a//b", "", "a b.html",
                                  ".hidden/x", "a/.."])
def test_no_path_leaves_the_site_or_minds_the_server(site, path):
    with pytest.raises(ContentFault, match="cannot be named"):
        output.write([(path, b"")], site)
    assert tree(site) == OLD


def test_two_files_with_one_name_are_refused(site):
    with pytest.raises(ContentFault, match=r"two files of the site have one name: a\.html"):
        output.write([("A.html", b"1"), ("a.html", b"2")], site)
    assert tree(site) == OLD


def test_a_folder_of_someone_else_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ContentFault, match="not empty, and not written by banmian"):
        output.write(NEW.items(), tmp_path)
    assert tree(tmp_path) == {"thesis.txt": b"years of work"}


def test_what_the_site_is_made_of_and_its_history_are_not_written_over(tmp_path, site):
    (tmp_path / "content").mkdir()
    for folder in (tmp_path, tmp_path / "content", tmp_path / "content" / "site"):
        with pytest.raises(UsageFault, match="is, holds or lies in"):
            output.guard(folder, [tmp_path / "content"])
    output.guard(site, [tmp_path / "content"])
    (site / ".git").mkdir()
    with pytest.raises(UsageFault, match="is, holds or lies in"):
        output.guard(site, [tmp_path / "content"])


def test_a_link_is_refused(tmp_path, site):
    (tmp_path / "link").symlink_to(site)
    with pytest.raises(ContentFault, match="not a folder"):
        output.write(NEW.items(), tmp_path / "link")
    assert tree(site) == OLD


def test_a_link_to_itself_is_refused(tmp_path):
    for name in ("site", "templates"):
        (tmp_path / name).symlink_to(name)
    output.guard(tmp_path / "other", [tmp_path / "templates"])
    with pytest.raises(ContentFault, match="not a folder"):
        output.guard(tmp_path / "site", [tmp_path / "templates"])


def test_a_link_inside_the_site_is_removed_and_what_it_points_to_stays(tmp_path, site):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.html").write_text("mine")
    (site / "b").symlink_to(tmp_path / "elsewhere")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(tmp_path / "elsewhere" / "x.html")
    output.write(NEW.items(), site)
    assert tree(site) == NEW
    assert (tmp_path / "elsewhere" / "x.html").read_text() == "mine"


def test_a_site_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(MachineFault, match="cannot be written"):
        output.write(NEW.items(), tmp_path / "file" / "site")


STEPS = 21
KILLED = textwrap.dedent("""
    import os, sys
    from pathlib import Path
    from builder import output
    steps, site, files = int(sys.argv[1]), Path(sys.argv[2]), eval(sys.argv[3])
    def dying(call):
        def step(*arguments, **options):
            global steps
            steps -= 1
            if steps < 0:
                os._exit(9)
            return call(*arguments, **options)
        return step
    os.replace, os.mkdir, os.unlink, os.rmdir = map(dying, (os.replace, os.mkdir, os.unlink, os.rmdir))
    Path.write_bytes = dying(Path.write_bytes)
    output.write(files.items(), site)
""")


@pytest.mark.parametrize(("scans", "done"), [(2, True), (3, False)])
def test_a_file_that_another_program_holds_is_waited_for(site, monkeypatch, scans, done):
    """Windows replaces none that is open; what is given up is finished by the next command."""
    replace, refused = os.replace, []

    def held(source, target):
        if Path(target) == site / "index.html" and len(refused) < scans:
            refused.append(target)
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
        replace(source, target)

    monkeypatch.setattr(output, "PAUSES", (0, 0))
    monkeypatch.setattr(os, "replace", held)
    if done:
        output.write(NEW.items(), site)
    else:
        with pytest.raises(MachineFault):
            output.write(NEW.items(), site)
        output.recover(site)
    assert tree(site) == NEW


def test_the_file_of_the_site_that_cannot_be_replaced_is_named(site, monkeypatch):
    """Not the one that was staged, of which nobody knows."""
    def closed(source, target):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(source), None, str(target))

    with monkeypatch.context() as patched:
        patched.setattr(output, "_exchange", closed)
        with pytest.raises(MachineFault) as caught:
            output.write(NEW.items(), site)
    assert caught.value.path == str(site / "b/three.html")


@pytest.mark.parametrize("steps", range(STEPS))
def test_killed_at_any_step_the_next_command_finds_the_old_site_or_makes_the_new_one(site, steps):
    subprocess.run([sys.executable, "-c", KILLED, str(steps), str(site), repr(NEW)], check=False, timeout=300)
    assert output.recover(site) or tree(site) in (OLD, NEW)
    assert tree(site) in (OLD, NEW)
    output.write(NEW.items(), site)
    assert tree(site) == NEW
    assert not (site.parent / output.WORK).exists()


def test_there_are_no_more_steps_to_be_killed_at(site):
    run = subprocess.run([sys.executable, "-c", KILLED, str(STEPS), str(site), repr(NEW)], check=False, timeout=300)
    assert run.returncode == 0
    assert os.listdir(site.parent) == ["site"]

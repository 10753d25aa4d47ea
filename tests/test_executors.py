"""In this process, in several, on a cluster whose workers see no disk of ours: the same site."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from invented import DATE, NEXT, archive
from PIL import Image

from builder import lock, site, workers
from builder.build import build, files
from builder.content import article_file, read_archive, templates_of
from builder.errors import MachineFault, UsageFault
from builder.model import Article, Block, Kind, Photo
from builder.prose import markdown

pytestmark = pytest.mark.filterwarnings("ignore")  # of the cluster's own libraries


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    """Thirty days, articles that continue on other days, a picture, a template of the archive's own."""
    folder = tmp_path_factory.mktemp("archive") / "content"
    for edition in archive().editions:
        for page in edition.pages:
            for number, article in page.articles:
                put(folder, page.date, page.number, number, article)
    for day in range(1, 29):
        date = f"2031-02-{day:02}"
        for number in range(1, 7):
            put(folder, date, "01", f"{number:02}", Article(
                title=f"第{number}座水闸完工", authors=("林一",), order=number, continued_to=f"{DATE}/01/02",
                body=markdown([Block(Kind.BODY, f"{date}，临江市第{number}座水闸完工，{day}00户受益。" * 3)])))
    put(folder, NEXT, "01", "02", Article(title="图", photos=(Photo("桥。", "", "bridge.jpg"),), order=2))
    Image.new("RGB", (60, 40), "red").save(folder / NEXT / "01" / "bridge.jpg")
    (folder / "archive.toml").write_text(
        'newspaper = "石桥日报"\nwords = ["石桥镇"]\nbase_url = "https://example.org/paper/"\n'
        'exports = ["epub", "txt", "jsonl"]\n', encoding="utf-8")
    footer = folder.parent / "templates" / "_partials" / "footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("<footer><p>石桥镇图书馆</p></footer>\n", "utf-8")
    return folder


def put(folder: Path, date: str, page: str, number: str, article: Article) -> None:
    path = folder / date / page / f"{number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article_file(replace(article, date=date, page=page)), encoding="utf-8")


@pytest.fixture(scope="module")
def alone(content) -> dict[str, bytes]:
    return dict(files(content, jobs=1))


def test_processes_make_what_one_makes(content, alone):
    assert dict(files(content, jobs=2)) == alone


def test_the_site_of_an_archive_in_memory_is_the_same(content, alone):
    made = dict(site.pages(read_archive(content), templates_of(content), content))
    pages = {path: data for path, data in alone.items() if not path.startswith("search/")}
    assert sorted(made) == sorted(pages)
    assert [path for path in made if made[path] != pages[path]] == []


class Cluster:
    """A scheduler and workers, each a process of its own, elsewhere in the world."""

    def __init__(self, folder: Path):
        self.folder, self.started = folder, []
        self.file = folder / "scheduler.json"
        self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        for _ in range(600):
            if self.file.exists():
                break
            time.sleep(0.1)
        self.address = json.loads(self.file.read_text())["address"].replace("tcp://", "dask://")

    def start(self, kind: str, *options: str, **environment: str) -> subprocess.Popen:
        own = self.folder / f"{kind}-{len(self.started)}"
        own.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", kind, "--scheduler-file", str(self.file), *options], cwd=own,
            env=os.environ | {"PYTHONHASHSEED": "random"} | environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        self.started.append(process)
        return process

    def worker(self, **environment: str) -> subprocess.Popen:
        return self.start("worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard",
                          **environment)

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path):
    made = Cluster(tmp_path)
    yield made
    made.end()


def test_a_cluster_makes_the_same_and_a_lost_worker_costs_only_time(content, alone, cluster, tmp_path):
    """The archive is moved away from where its workers could find it, and one of the two is killed midway."""
    cluster.worker(TZ="Pacific/Kiritimati", LC_ALL="C")
    lost = cluster.worker(TZ="America/Lima", LANG="C.UTF-8")
    elsewhere = tmp_path / "else where"
    shutil.copytree(content.parent, elsewhere)
    made = {}
    for path, data in files(elsewhere / "content", executor=cluster.address):
        made[path] = data
        if len(made) == 150:
            lost.send_signal(signal.SIGKILL)
    assert lost.wait() == -signal.SIGKILL
    assert sorted(made) == sorted(alone)
    assert [path for path in made if made[path] != alone[path]] == []


def test_a_cluster_that_is_none_is_a_sentence(content, cluster, monkeypatch):
    monkeypatch.setattr("builder.workers.PATIENCE", 2)
    with pytest.raises(UsageFault, match=r"'127\.0\.0\.1' is no cluster"):
        list(files(content, executor="127.0.0.1"))
    with pytest.raises(MachineFault, match=r"no scheduler answers at dask://127\.0\.0\.1:9"):
        list(files(content, executor="dask://127.0.0.1:9"))
    with pytest.raises(MachineFault, match="has no workers"):
        list(files(content, executor=cluster.address))


HOLDING = """
import sys
from pathlib import Path
from builder import lock
sys.argv[0] = "/opt/somewhere/bin/banmian"
with lock.held(Path(sys.argv[1]), Path("site")):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_told_who_is_at_it_and_goes_on_when_that_one_dies(content, tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    site = tmp_path / "site"
    first = subprocess.Popen([sys.executable, "-c", HOLDING, str(tmp_path / ".banmian" / "site.lock")],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdout.readline() == "held\n"
    who = rf"^site: another build of this site is running: banmian \S+\.lock, process {first.pid}, since 2"
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MachineFault, match=who):
        build(content, Path("site"))
    assert not site.exists()
    first.kill()
    first.communicate()
    assert build(content, site, jobs=1).articles == 175


def test_a_process_that_is_ended_from_outside_is_a_sentence():
    with pytest.raises(MachineFault) as caught, workers.team(2) as team:
        list(team.map(os._exit, [9]))
    assert str(caught.value) == ("a process of the build was ended from outside\n"
                                 "    Is there memory enough? One process needs less: --jobs 1")


def disturbed(number: int) -> int:
    """Sends itself what Ctrl-C sends every process, once at work and once when it has done."""
    import threading

    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
    if number == 0:
        time.sleep(30)
    return number


def test_ctrl_c_breaks_a_task_off_and_leaves_the_process_without_a_word(capfd):
    with workers.team(2) as team:
        flying = [team.executor.submit(disturbed, number) for number in (0, 1, 2)]
        with pytest.raises(KeyboardInterrupt):
            flying[0].result(timeout=20)
        time.sleep(0.5)
        assert [each.result(timeout=20) for each in flying[1:]] == [1, 2]
        assert team.executor.submit(abs, -3).result(timeout=20) == 3, "nobody died"
    assert capfd.readouterr().err == ""

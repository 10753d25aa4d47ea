"""A preview of an invented archive, run as its users run it."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from builder.content import article_file
from builder.content.folder import sha256
from builder.content.settings import record_file
from builder.model import Article, Block, Kind, Note, PageRecord, Source
from builder.prose import markdown

DATE = "2001-05-04"
RAW = """临江日报 2001年5月4日
河堤加固工程完工
本报讯（记者林一）临江市水务站5月3日宣布，河堤加固工程完工，
大批游客涌人老城，河边的茶馆坐满了人。
沿河三个镇的两千户居民不再受水患之苦。
石桥修好了
石桥镇的三座老桥都修好了，外出的人回来看灯。
"""
LONG = "沿河的人家把门前的石阶又洗了一遍，孩子们在新堤上放风筝，老人们说起从前的水。"


def archive(folder: Path, *, long: int = 0) -> Path:
    """content/ of an archive of three editions in `folder`; the first has raw text, doubts and a person's correction.

    `long`: paragraphs that its first article has beside its own.
    """
    content = folder / "content"
    page = content / DATE / "01"
    page.mkdir(parents=True)
    (content / "archive.toml").write_text('newspaper = "临江日报"\n', encoding="utf-8")
    (page / "page.txt").write_text(RAW, encoding="utf-8")
    text = ["本报讯（记者林一）临江市水务站5月3日宣布，河堤加固工程完工，大批游客涌人老城，河边的茶馆坐满了人。",
            "沿河三个镇的两千户居民不再受水患之苦。"]
    put(page / "01.md", article("河堤加固工程完工", *text, *[LONG] * long, lines=(2, 5), order=1))
    put(page / "02.md", article("石桥修好了", "石桥镇的三座老桥全都修好了，外出的人回来看灯。", lines=(6, 7), order=2))
    record = PageRecord(
        sha256=sha256(RAW.encode()), encoding="utf-8", date_from="printed", page_from="given", furniture=((1, 1),),
        notes=(Note(6, "unsure", "read as a headline that begins an article; it may be a paragraph"),))
    (page / "page.toml").write_text(record_file(record), encoding="utf-8")
    for day in ("2001-05-05", "2001-05-06"):
        put(content / day / "01" / "01.md", article(f"{day}的水闸", f"{day}，第一座水闸完工。", date=day))
    return content


def article(title: str, *paragraphs: str, date: str = DATE, lines: tuple[int, int] | None = None, order: int = 1,
            **fields: str) -> str:
    return article_file(Article(
        title=title, date=date, page="01", order=order, source=Source("page.txt", (lines,)) if lines else None,
        body=markdown(Block(Kind.BODY, text) for text in paragraphs), **fields))


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def environment() -> dict[str, str]:
    """In which `python -m builder` is this checkout's, in any folder."""
    return os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1"}


class Preview:
    """A running `banmian serve`."""

    def __init__(self, content: Path, *, port: int = 0, more: dict[str, str] | None = None, patience: int = 90):
        self.content = content
        self.process = subprocess.Popen(
            [sys.executable, "-m", "builder", "serve", "--content", str(content), "--port", str(port), "--lang", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=content.parent,
            env=environment() | (more or {}),
            start_new_session=True)
        self.said: queue.Queue[str | None] = queue.Queue()
        self.errors: list[str] = []
        self.ears: list[threading.Thread] = []
        for stream, hear in ((self.process.stdout, self.said.put), (self.process.stderr, self.errors.append)):
            self.ears.append(threading.Thread(target=lambda stream=stream, hear=hear: [hear(line) for line in stream]))
            self.ears[-1].start()
        self.url = self.said.get(timeout=patience).split()[0]

    def end(self, sign: int = signal.SIGINT) -> int:
        """Ctrl-C; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()
            for ear in self.ears:
                ear.join(20)
            self.process.stdout.close()
            self.process.stderr.close()


def until(true: Callable[[], object], seconds: float = 30) -> object:
    """What `true` returns as soon as it is true. Fails where it does not become so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come true")

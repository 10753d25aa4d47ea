"""Banmian beside Hugo + Pagefind, mkdocs-material with jieba, and Pelican: the same articles, one run, in turn.

`make bench N=1000` or `make bench N=10000 CORPUS=articles.jsonl.gz`. Each generator builds three times from nothing,
three times after an edit of one article, three times after none; the table gives medians. Peak memory is that of the
whole process tree, shared pages counted once (PSS), sampled five times a second. Trust the ratios, not the seconds.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import articles

PEERS = Path(__file__).with_name("requirements.txt")
PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main data-pagefind-body><h1>{{ .Title }}</h1><p>{{ .Params.author }}</p>{{ .Content }}</main></body></html>
"""
LIST = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>
"""


@dataclass(frozen=True)
class Generator:
    name: str
    lay_out: Callable
    files: dict[str, str]
    """Configuration: path → text."""
    commands: list[list[str]]
    output: str


@dataclass(frozen=True)
class Run:
    wall: float
    """Seconds."""
    cpu: float
    """Seconds, of all processes."""
    peak: int
    """Bytes of memory, of all processes at one time."""


def generators(peers: Path) -> list[Generator]:
    python = str(peers / "bin" / "python")
    return [
        Generator("Banmian", articles.banmian, {"content/archive.toml": ""},
                  [[sys.executable, "-m", "builder", "build"]], "site"),
        Generator("Hugo + Pagefind", articles.hugo,
                  {"hugo.toml": 'baseURL = "/"\nlanguageCode = "zh"\ndisableKinds = ["RSS", "taxonomy", "term"]\n',
                   "layouts/_default/single.html": PAGE, "layouts/_default/list.html": LIST,
                   "layouts/index.html": LIST},
                  [[str(peers / "bin" / "hugo"), "--quiet"], [python, "-m", "pagefind", "--site", "public", "--quiet"]],
                  "public"),
        Generator("mkdocs-material", articles.mkdocs,
                  {"mkdocs.yml": "site_name: bench\ntheme:\n  name: material\n  language: zh\n  font: false\nplugins:\n"
                                 "  - search:\n      lang: zh\nnav:\n  - index.md\n"  # else every page lists all
                                 "validation:\n  omitted_files: ignore\n", "docs/index.md": "# 首页\n"},
                  [[python, "-m", "mkdocs", "build", "--quiet"]], "site"),
        Generator("Pelican (no search)", articles.pelican,
                  {"pelicanconf.py": 'PATH = "content"\nSITENAME = "bench"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "zh"\n'
                                     "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None\n"},
                  [[python, "-m", "pelican", "--quiet"]], "output"),
    ]


def measured(commands: list[list[str]], folder: Path) -> Run:
    """Run `commands` one after another in `folder`."""
    begun, before, peak = time.monotonic(), os.times(), 0
    for command in commands:
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stop = threading.Event()
        seen: list[int] = []
        watch = threading.Thread(target=_watch, args=(process.pid, stop, seen))
        watch.start()
        status = process.wait()
        stop.set()
        watch.join()
        peak = max(peak, *seen, 0)
        if status:
            sys.exit(f"{' '.join(command)} exited {status} in {folder}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(time.monotonic() - begun, cpu, peak)


def _watch(root: int, stop: threading.Event, seen: list[int]) -> None:
    while not stop.wait(0.2):
        seen.append(_memory(root))


def _memory(root: int) -> int:
    """Bytes of memory of a process and all below it, pages that they share counted once (PSS); resident bytes (RSS)
    of those whose shares the system does not tell."""
    below: dict[int, list[int]] = {}
    resident: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parts = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            below.setdefault(int(parts[1]), []).append(int(entry.name))
            resident[int(entry.name)] = int(parts[21]) * os.sysconf("SC_PAGE_SIZE")
    total, queue = 0, [root]
    while queue:
        process = queue.pop()
        total += _shared(process) or resident.get(process, 0)
        queue += below.get(process, [])
    return total


def _shared(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def bench(generator: Generator, folder: Path, count: int, corpus: Path | None,
          runs: int) -> list[tuple[str, list[Run]]]:
    """Lay `count` articles out in `folder` and build them: [(kind of build, its runs), …]."""
    edited = None
    for number, (place, text) in enumerate(zip(articles.places(count), articles.texts(count, corpus), strict=True)):
        path = generator.lay_out(folder, number, place, text)
        edited = path if number == count // 2 else edited
    for name, text in generator.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    kinds: list[tuple[str, list[Run]]] = [("from nothing", []), ("one article edited", []), ("nothing changed", [])]
    for run in range(runs):
        aside = folder / "aside" / str(run)  # not deleted: for half a minute ext4 makes no new file where one was
        aside.mkdir(parents=True, exist_ok=True)
        for name in (generator.output, ".banmian"):
            if (folder / name).exists():
                (folder / name).rename(aside / name)
        kinds[0][1].append(measured(generator.commands, folder))
    for run in range(runs):
        with edited.open("a", encoding="utf-8") as file:
            file.write(f"\n新添的一句话，第{run}次。\n")
        kinds[1][1].append(measured(generator.commands, folder))
    for _ in range(runs):
        kinds[2][1].append(measured(generator.commands, folder))
    return kinds


def machine() -> str:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}, "
            f"Python {platform.python_version()}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("-n", type=int, default=1000, help="articles (default 1000)")
    options.add_argument("--corpus", type=Path, help="JSON lines of title, byline, paragraphs; .gz too")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--only", default="", help="generators whose name holds this")
    options.add_argument("--keep", type=Path, help="lay out and build here, and leave it")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        where = chosen.keep or Path(temporary)
        where.mkdir(parents=True, exist_ok=True)
        peers = where / "peers"
        if not chosen.only or chosen.only.lower() not in "banmian":
            subprocess.run([sys.executable, "-m", "venv", peers], check=True)
            subprocess.run([peers / "bin" / "pip", "install", "--quiet", "-r", PEERS], check=True)
        print(f"{chosen.n} articles, {time.strftime('%Y-%m-%d')}, {machine()}; medians of {chosen.runs}\n")
        print("| generator | build | wall s | CPU s | peak MB | output MB |\n| --- | --- | ---: | ---: | ---: | ---: |")
        for generator in generators(peers):
            if chosen.only.lower() in generator.name.lower():
                folder = where / generator.name.split()[0].lower()
                for kind, runs in bench(generator, folder, chosen.n, chosen.corpus, chosen.runs):
                    wall, cpu, peak = (statistics.median(getattr(run, name) for run in runs)
                                       for name in ("wall", "cpu", "peak"))
                    print(f"| {generator.name} | {kind} | {wall:.2f} | {cpu:.2f} | {peak / 1e6:.0f} | "
                          f"{size(folder / generator.output) / 1e6:.1f} |", flush=True)
        for aside in where.glob("*/aside"):
            shutil.rmtree(aside)
    return 0


if __name__ == "__main__":
    sys.exit(main())

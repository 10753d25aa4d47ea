"""An editor's first hour, in an empty folder and a real browser: init, add, serve, correct, check, build."""

import subprocess
import sys
from pathlib import Path

from serving import Preview, article, environment, put

RAW = """临江日报 2001年5月4日 第2版

河堤加固工程完工
本报讯（记者林一）临江市水务站5月3日宣布，河堤加固工程完工，
大批游客涌人老城，河边的茶馆坐满了人。2O01年开工以来，
沿河三个镇的两千户居民不再受水患之苦。

石桥修好了
本报石桥5月3日电（记者苏木）石桥镇的三座老桥都修好了，
外出的人回来看灯，老人们深人街巷说起从前的水。
"""
MENDED = {"01": (("涌人", "涌入"), ("2O01", "2001")), "02": (("深人", "深入"),)}


def run(folder: Path, *arguments: str) -> str:
    """What a command says; it is done without a fault."""
    done = subprocess.run([sys.executable, "-m", "builder", "--lang", "en", *arguments], cwd=folder, text=True,
                          env=environment(), encoding="utf-8", capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_a_text_file_to_a_page_that_can_be_published(tmp_path, page):
    assert "Next: cd paper" in run(tmp_path, "init", "paper")
    archive = tmp_path / "paper"
    put(tmp_path / "scan.txt", RAW)
    said = run(archive, "add", "../scan.txt")
    assert "content/2001-05-04/02/page.txt:5: 涌人: perhaps 涌入" in said
    assert "banmian check" in said

    preview = Preview(archive / "content")
    try:
        for number, mended in MENDED.items():
            file = archive / "content" / "2001-05-04" / "02" / f"{number}.md"
            page.goto(f"{preview.url}2001-05-04/02/{number}.html")
            for left, (wrong, right) in reversed(list(enumerate(mended))):
                page.wait_for_selector(f".preview-notes strong:text-is('待看{left + 1}处')")
                assert wrong in page.inner_text("article")
                put(file, file.read_text("utf-8").replace(wrong, right))
                page.wait_for_selector(f"article >> text={right}")
            put(file, file.read_text("utf-8").replace("order:", 'reviewed: "2001-06-01"\norder:', 1))
            page.wait_for_selector(".preview-bar >> text=已校 2001-06-01")
        page.goto(f"{preview.url}_review/2001-05-04.html")
        assert "2篇，已校2篇，待看0处" in page.inner_text("#p02 h2")
    finally:
        page.goto("about:blank")
        assert preview.end() == 0

    assert "0 errors, 0 warnings" in run(archive, "check")
    assert "5 articles on 2 pages" in run(archive, "build")
    assert not (archive / ".banmian" / "serve" / "site" / "_review").exists()
    page.goto((archive / "site" / "2001-05-04" / "02" / "01.html").as_uri())
    assert "大批游客涌入老城" in page.inner_text("article")
    assert page.locator(".preview").count() == 0


def test_the_months_of_many_years_stand_in_columns_on_a_wide_screen(tmp_path, page):
    put(tmp_path / "content/archive.toml", "")
    for year in range(1991, 2000):
        for month in range(1, 13):
            day = f"{year}-{month:02}-04"
            put(tmp_path / "content" / day / "01/01.md", article(f"第{month}座水闸", date=day))
    preview = Preview(tmp_path / "content")
    try:
        for width, columns in ((1440, 3), (360, 1)):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{preview.url}_review/index.html")
            boxes = page.evaluate("[...document.querySelectorAll('.preview-months p')].map(one => {"
                                  "const {left, height} = one.getBoundingClientRect(); return [left, height]})")
            assert len({left for left, _ in boxes}) == columns
            assert len({round(height) for _, height in boxes}) == 1
            assert page.evaluate("document.documentElement.scrollWidth") == width
    finally:
        page.goto("about:blank")
        assert preview.end() == 0

"""An editor's day, as someone does it who has just installed the program: each step says the next one."""

from pathlib import Path

import pytest

from builder.cli import main

RAW = """\
临江日报
2001年5月5日 星期六 第2版

老街铺面重新开张
本报讯（记者林一）临江老街5月4日重新开张，游客
纷纷涌人街口，“就像三十年前赶集一样。
街上四十二间铺面全部修旧如旧，木门板是从邻近几
个村收来的，石板路编号起出，又按原样铺回。
老街重开后，市里给铺主减租三年。铺主周二说，他
家的酱园开了四代，关门那年他十岁，如今总算又能
把缸搬回院子里来晒了。

渡口新添夜航班次
本报讯（记者林一）渡口5月5日起增开夜航，末班船
改为晚上十时。船票价格未没，学生仍是半价。
"""
STEPS = {
    "zh": ["下一步：cd 档案",
           "下一步：用 banmian serve 看着网页，在 page.txt 旁的 .md 文件里改正；再运行 banmian check",
           "下一步：看一看提醒，本来如此的可以不管。然后运行 banmian build", "下一步：打开 site/index.html"],
    "en": ["Next: cd 档案", "Next: banmian serve, and correct the .md files beside page.txt; then banmian check",
           "Next: look at the warnings; what is as it should be may stay. Then: banmian build",
           "Next: open site/index.html"],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_an_empty_folder_to_a_site(tmp_path, monkeypatch, capsys, language):
    def run(*arguments: str) -> str:
        assert main(["--lang", language, *arguments]) == 0
        return capsys.readouterr().out

    monkeypatch.chdir(tmp_path)
    after_init, after_add, after_check, after_build = STEPS[language]
    assert after_init in run("init", "档案")
    monkeypatch.chdir(tmp_path / "档案")
    Path("../raw.txt").write_text(RAW, encoding="utf-8")

    told = run("add", "../raw.txt")
    assert after_add in told
    assert "content/2001-05-05/02/page.txt:6: 涌人" in told

    doubts = run("check")
    assert "涌人" in doubts
    assert "content/2001-05-05/02/01.md:14: “" in doubts
    assert after_check in doubts

    place = Path("content/2001-05-05/02")
    correct(place / "01.md", "涌人", "涌入")
    correct(place / "01.md", "赶集一样。", "赶集一样。”")
    correct(place / "02.md", "未没", "未变")
    corrected = run("check")
    assert "[brackets" not in corrected
    assert "[suspected" not in corrected
    assert corrected.count("[corrected") == 2  # texts: two of the three corrections are in one paragraph

    assert after_build in run("build", "--strict")
    assert "涌入街口" in Path("site/2001-05-05/02/01.html").read_text("utf-8")
    assert "船票价格未变" in Path("site/2001-05-05/02/02.html").read_text("utf-8")
    assert Path("content/2001-05-05/02/page.txt").read_text("utf-8") == RAW
    assert "老街铺面重新开张" in run("search", "赶集")

    article = (place / "01.md").read_bytes()
    run("parse")
    assert (place / "01.md").read_bytes() == article


def correct(path: Path, wrong: str, right: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(wrong) == 1
    path.write_text(text.replace(wrong, right), encoding="utf-8")

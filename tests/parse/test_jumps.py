"""下转、上接: the parts of an article on two pages of an edition."""

import pytest

from builder.model import Article
from builder.parse.jumps import Links, comes_from, goes_to, links

DATE = "2031-05-04"


def article(title: str = "", *paragraphs: str) -> Article:
    return Article(title=title, body="\n\n".join(paragraphs) + "\n")


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("园区里很热闹。（下转第3版）", "03"),
        ("（下转第三版）", "03"),
        ("(下转第十二版)", "12"),
        ("[下转第四版）", "04"),
        ("下转A5版", "a05"),
        ("下转GA12版", "ga12"),
        ("下转第八版", "08"),
        ("（下接第八版）", "08"),
        ("（下转第二、三版）", "02"),
        ("园区里很热闹。→下转A03", "a03"),
        ("（下轉A12頁）", "a12"),
        ("园区里很热闹。下转▶3版", "03"),
        ("（下转6~7版）", "06"),
        ("（下转A06、A07版）", "a06"),
        ("他说，版面要好看。", ""),
        ("列车转第三版图。", ""),
    ],
)
def test_where_an_article_says_that_it_goes_on(text, page):
    assert page == goes_to(article("河湾镇建起新码头", "昨天，码头启用。", text))


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("（上接第一版）的老厂房改造成了创业园。", "01"),
        ("(上接第一版】", "01"),
        ("（紧接第4版）", "04"),
        ("上接A1版", "a01"),
        ("上接AA5版", "aa05"),
        ("▲上接第一版", "01"),
        ("◀上接第一版", "01"),
        ("（文接第一版）", "01"),
        ("▶上接A1版", "a01"),
        ("■上接第1版", "01"),
        ("（續自第一版）", "01"),
        ("（上接第一頁）", "01"),
        ("（上接头版）", "01"),
        ("他接第三棒。", ""),
        ("续版税的事", ""),
    ],
)
def test_where_an_article_says_that_it_comes_from(text, page):
    assert page == comes_from(article("", text, "昨天，码头启用。"))


FIRST = article("河湾镇建起新码头", "昨天，码头启用。（下转第3版）")
REST = article("", "（上接第1版）渔民们很高兴。")
OTHER = article("夏粮丰收", "麦子熟了。")


def test_two_parts_are_linked_both_ways():
    pages = {"01": [("01", OTHER), ("02", FIRST)], "03": [("01", OTHER), ("05", REST)]}
    assert {
        f"{DATE}/01/02": Links("", f"{DATE}/03/05"),
        f"{DATE}/03/05": Links(f"{DATE}/01/02", ""),
    } == links(DATE, pages)


def test_of_two_that_go_on_there_the_headline_decides():
    second = article("夏粮丰收", "麦子熟了。（下转第3版）")
    rest = article("夏粮丰收", "（上接第1版）今年又是好收成。")
    pages = {"01": [("01", FIRST), ("02", second)], "03": [("01", REST), ("02", rest)]}
    assert {
        f"{DATE}/01/02": Links("", f"{DATE}/03/02"),
        f"{DATE}/03/02": Links(f"{DATE}/01/02", ""),
    } == links(DATE, pages)


def test_where_only_the_second_part_speaks_the_headline_decides():
    first, rest = article("夏粮丰收", "麦子熟了。"), article("夏粮丰收", "（上接第1版）今年又是好收成。")
    assert {
        f"{DATE}/01/01": Links("", f"{DATE}/03/02"),
        f"{DATE}/03/02": Links(f"{DATE}/01/01", ""),
    } == links(DATE, {"01": [("01", first), ("02", article("码头启用", "渔民很高兴。"))], "03": [("02", rest)]})
    for pages in (
        {"01": [("01", first), ("02", first)], "03": [("02", rest)]},
        {"01": [("01", first)], "03": [("01", rest), ("02", rest)]},
        {"01": [("01", article("夏粮丰收", "麦子熟了。（下转第2版）"))], "03": [("02", rest)]},
    ):
        assert links(DATE, pages) == {}


@pytest.mark.parametrize(
    "pages",
    [
        {"01": [("01", FIRST)]},
        {"01": [("01", FIRST)], "03": [("01", OTHER)]},
        {"01": [("01", FIRST)], "03": [("01", REST), ("02", REST)]},
        {"01": [("01", FIRST)], "03": [("01", article("", "（上接第2版）渔民们很高兴。"))]},
    ],
    ids=["the page is not there", "nothing there comes from here", "two might be it", "it comes from another page"],
)
def test_what_is_not_certain_is_not_linked(pages):
    assert links(DATE, pages) == {}

"""What stands above a page, in a real browser."""

from dataclasses import replace

import pytest
from invented import DATE, archive

from builder import site
from builder.model import PageRecord

LINE = 28
"""Pixels below which a second line begins: beside a large date a small word stands lower than its top."""
LEFT = """name => {
  const range = document.createRange();
  return [...document.querySelectorAll(name)].map(element => {
    range.selectNodeContents(element.firstChild || element);
    const first = range.getClientRects()[0], line = element.parentElement.getBoundingClientRect();
    return [Math.round(first.left - line.left), Math.round(first.top - line.top)];
  });
}"""


@pytest.mark.parametrize("path", [f"{DATE}/01/index.html", f"{DATE}/index.html", f"{DATE}/all.html"])
@pytest.mark.parametrize("width", [360, 1440])
def test_what_wraps_below_the_date_begins_where_the_date_does(tmp_path, page, path, width):
    """A newspaper's name and a section's on a phone; where there is room they stand beside it."""
    invented = archive()
    first, second = invented.editions
    record = PageRecord(newspaper="石桥及北岭两镇农业合作社联合日报", section="乡村·渔港·副刊·读者来信")
    pages = tuple(replace(one, record=record, raw=None) for one in first.pages)
    if path.endswith("all.html"):  # there only the newspapers of several are named
        pages = (pages[0], replace(pages[1], record=PageRecord(newspaper="渔港报")))
    for name, data in site.pages(replace(invented, editions=(replace(first, pages=pages), second))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((tmp_path / path).as_uri())
    found = page.evaluate(LEFT, ".section")
    assert found
    for left, top in found:
        assert left == 0 if top > LINE else left > 20
    assert any(top > LINE for _, top in found) is (width == 360)

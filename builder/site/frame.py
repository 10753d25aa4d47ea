"""What all pages of the site share: the archive's settings, its words, its templates."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment
from markupsafe import Markup

from builder.model import Settings
from builder.search.words import dictionary, printed
from builder.site import raw
from builder.site.addresses import author_url, relative
from builder.site.cite import address
from builder.site.headline import headline
from builder.site.templates import Compiled, Own, environment, strings
from builder.site.words import Words, numeral

LANGUAGE = "zh-CN"
"""Of the newspaper; the site's own words may be in another."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages share. It can be sent to another process."""

    settings: Settings
    own: Own = ()
    """The archive's own templates, words and assets."""
    content: Path | None = None
    """The archive's folder, in which its pictures lie; None = without pictures."""
    cuts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Headlines whose words are known: for these the dictionary is not read."""

    @property
    def words(self) -> Words:
        return _words(self.own, self.settings.language)

    @contextmanager
    def compiled(self, codes: Compiled) -> Iterator[None]:
        """Templates that are loaded meanwhile, in this process, are looked for among `codes` and kept there."""
        environment = _environment(self.own)
        environment.bytecode_cache = codes
        try:
            yield
        finally:
            environment.bytecode_cache = None

    @property
    def base(self) -> str:
        """The site's absolute address, ending in "/"; "" without a base URL."""
        return address(self.settings, "")

    def cut(self, text: str) -> Iterable[str]:
        """The words of a headline."""
        known = self.cuts.get(text)
        return _cut(text, self.settings.words) if known is None else known

    def page(self, template: str, url: str, **context: object) -> bytes:
        """The page at `url`, made with `template`."""
        return self.html(template, url, **context).encode()

    def html(self, template: str, url: str, **context: object) -> str:
        """The same as text."""
        return self._text(template, root="../" * url.count("/"), url=url, **context)

    def rendered(self, template: str, **context: object) -> bytes:
        """What `template` makes."""
        return self._text(template, **context).encode()

    def _text(self, template: str, **context: object) -> str:
        words = self.words
        return _environment(self.own).get_template(template).render(
            settings=self.settings, strings=_named(self.own, self.settings.language), words=words, numeral=numeral,
            base=self.base, author_url=author_url, marked=raw.marked, headline=partial(headline, cut=self.cut),
            relative=partial(relative, str(context.get("url", ""))),
            lang=Markup(f' lang="{LANGUAGE}"') if words.strings["lang"] != LANGUAGE else "",
            canonical=address(self.settings, context.get("url", "")),
            archive_name=self.settings.newspaper or words.strings["site_name"], **context)


def forget() -> None:
    """From now on templates and words are read anew: they may have been edited."""
    for known in (_environment, _named, _words):
        known.cache_clear()


@lru_cache(maxsize=4096)  # a headline is set on its article, its page, its edition
def _cut(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(printed(text, dictionary(words)))


@cache
def _environment(own: Own) -> Environment:
    return environment(own)


@cache
def _named(own: Own, language: str) -> SimpleNamespace:
    """The words as templates ask for them, dozens of times a page: an attribute is found sooner than a key."""
    return SimpleNamespace(**_words(own, language).strings)


@cache
def _words(own: Own, language: str) -> Words:
    return Words(strings(own, language))

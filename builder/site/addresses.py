"""Where things are, relative to the site's root. An address that is out in the world never changes."""

from hashlib import sha256
from posixpath import commonprefix

LONG = 24   # characters of a name that its address spells out


def article_url(date: str, page: str, number: str) -> str:
    """`2025-07-10`, `01`, `03` → 2025-07-10/01/03.html."""
    return f"{date}/{page}/{number}.html"


def relative(page: str, url: str) -> str:
    """The shortest address of `url` as seen from `page`; both are relative to the site's root."""
    above, target = page.split("/")[:-1], url.split("/")
    shared = len(commonprefix([above, target[:-1]]))
    return "../" * (len(above) - shared) + "/".join(target[shared:])


def author_url(name: str) -> str:
    """`陶稳` → authors/u9676-u7a33.html; of a very long name the rest is a digest."""
    spelled = "-".join(f"u{ord(character):x}" for character in name[:LONG])
    return f"authors/{spelled}{'-' + sha256(name.encode()).hexdigest()[:8] if len(name) > LONG else ''}.html"

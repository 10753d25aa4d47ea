"""Articles, pages and settings ↔ the files in content/.

places     the line on which something stands in a file
quoting    texts that YAML and TOML read back as they were
articles   an Article ↔ its Markdown file
settings   archive.toml and page.toml
folder     the folder content/ → Archive
"""

from builder.content.articles import KNOWN, article_file, read_article
from builder.content.folder import (
    ARCHIVE_FILE,
    ARTICLE_NAME,
    PAGE_FILE,
    PAGE_NAME,
    RECORD_FILE,
    STATIC_FOLDER,
    Stamp,
    edition,
    edition_bytes,
    edition_stamps,
    editions,
    is_date,
    is_read,
    legible_edition,
    legible_editions,
    links,
    meant,
    natural,
    read_archive,
    read_bytes,
    settings_of,
    static_stamps,
    templates_of,
)
from builder.content.places import key_line, line_of
from builder.content.quoting import text_of
from builder.content.settings import read_record, site_address, toml_of

__all__ = [
    "ARCHIVE_FILE", "ARTICLE_NAME", "KNOWN", "PAGE_FILE", "PAGE_NAME", "RECORD_FILE", "STATIC_FOLDER", "Stamp",
    "article_file", "edition", "edition_bytes", "edition_stamps", "editions", "is_date", "is_read", "key_line",
    "legible_edition", "legible_editions", "line_of", "links", "meant", "natural", "read_archive", "read_article",
    "read_bytes", "read_record", "settings_of", "site_address", "static_stamps", "templates_of", "text_of", "toml_of",
]

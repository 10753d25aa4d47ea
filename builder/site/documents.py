"""What search knows of an article: every word that its page shows, nothing else."""

from collections.abc import Iterator

from builder.model import Article, Edition, Page
from builder.prose import blocks
from builder.search import Document
from builder.site.addresses import article_url


def documents(edition: Edition) -> Iterator[Document]:
    """The documents of an edition, in printed order; articles that are gone have none."""
    for page in edition.pages:
        for number, article in page.articles:
            if not article.is_gone:
                yield document(page, number, article)


def document(page: Page, number: str, article: Article) -> Document:
    """An article's document; `paragraphs` are its visible texts below the headlines, one string each."""
    return Document(
        url=article_url(page.date, page.number, number), date=page.date, page=page.number,
        title=article.title, kicker=article.kicker, authors=article.authors,
        heads=tuple(filter(None, (article.kicker, article.deck, article.label))),
        paragraphs=tuple(filter(None, (
            *article.bylines,
            *(text for photo in article.photos for text in (photo.caption, photo.credit)),
            *(text for block in blocks(article.body) for text in (block.text, *block.paragraphs)),
        ))),
    )

"""An article's body: Blocks ↔ Markdown → HTML, and the proof that nothing is lost on the way."""

from collections.abc import Iterable

from builder.model import Block


def markdown(blocks: Iterable[Block]) -> str:
    """The Markdown of `blocks`; every character that Markdown would eat is escaped."""
    raise NotImplementedError


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a Markdown body as plain text."""
    raise NotImplementedError


def html(body: str) -> str:
    """The HTML of a Markdown body, without raw HTML; its text equals the text of `blocks(body)`."""
    raise NotImplementedError

"""The statistics of articles made and packed with numpy: the same as `postings` and `numbers` make, sooner.

characters  tables over all code points
arrays      runs of equal keys, and lists in a row
trie        the dictionary, looked up for all places of a text together
vocabulary  terms as numbers that sort as they do
packing     numbers → characters
blocks      articles → statistics: the map
lists       statistics → what chunks hold: the reduce
"""

from builder.search.fast import characters
from builder.search.fast.blocks import block
from builder.search.fast.lists import columns, fronted, joined, numbered, packed_terms, streams, summed
from builder.search.fast.trie import trie
from builder.search.fast.vocabulary import bounds, named

__all__ = [
    "block", "bounds", "columns", "fronted", "joined", "named", "numbered", "packed_terms", "ready", "streams",
    "summed",
]


def ready(words: tuple[str, ...]) -> None:
    """As `postings.ready`."""
    for table in (characters.folded, characters.rare, characters.kinds):
        table()
    trie(words)

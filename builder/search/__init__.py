"""Full-text search without a server: an index in scripts that a browser loads from a folder, a few for each query.

words      text → tokens: what a word is, on both sides
numbers    numbers → characters, and back
trees      where an index is cut into chunks
postings   tokens → statistics
fast/      the same with numpy, and numbers → characters
engine     which of the two makes them
chunks     statistics → scripts, and reading them back
shares     what some articles bring to each region of the index (map), and a region's chunks made of it (reduce)
segments   articles by date → indexes of their own
patch      an index of which a few articles were edited
standing   the index as the last build left it, and what of it may stay
indexer    articles → the files of search/
reader     the index of a built site
query      a query → results, as in the browser
"""

from builder.search.indexer import index, index_of, ready
from builder.search.postings import Document
from builder.search.query import Editions, Part, Result, Results, editions, holding, search
from builder.search.reader import Reader
from builder.search.standing import Entry, Standing, digest, entry

__all__ = [
    "Document", "Editions", "Entry", "Part", "Reader", "Result", "Results", "Standing", "digest", "editions", "entry",
    "holding", "index", "index_of", "ready", "search",
]

"""Banmian 版面: raw text of printed newspaper pages in, a readable and searchable archive out.

The rooms, read in this order, are the program; each imports only rooms above it:

model      Line · Label · Block · Article · Page · Edition · Archive · Note: the nouns, frozen
speech     what is said to a person, in Chinese or English
errors     failures a person can mend
folds      characters that are taken for one another
lexicon    jieba's dictionary, read from the package itself
prose      an article's body: Blocks ↔ Markdown → HTML, and the proof that nothing is lost on the way
parse/     page text → Articles (its README explains how)
content/   Articles ↔ files in content/
search/    text → words → statistics → scripts, and the query
layout     how the articles of a page stand beside and below each other
collation  an article beside the raw lines it came from
leads      where what editors wrote leads, told where that is nowhere
site/      Archive → {path: bytes}, through templates/
output     {path: bytes} → site/, the only room that writes there
lock       one build of a site at a time
workers    where the work of a build is done
stamps     what tells whether anything changed
memo       what a build remembers, so that the next one makes only what has changed
plan       what of a site has to be made
misprints  what goes wrong while pages are made, as what a person can mend
press      editions → every file of the site: a map and a reduce
limits     what GitHub Pages takes, and what is said of a site that comes near to it
build      content/ → site/
check/     what of content/ and site/ wants a person
filing     a reading → the files of its page: what a person wrote is left alone
intake     raw pages → files of content/
starter/   a new archive
serve/     the editor's preview: the site as it is edited, and what of it wants a person
cli/       init · add · parse · explain · check · build · serve · search: the only room that prints and exits
"""

__version__ = "0.1.0"

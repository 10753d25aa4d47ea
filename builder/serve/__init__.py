"""The editor's preview: a local site that follows the content while it is edited, and what wants a person in it.

watch      what an editor saves → what of the site it touches
worker     the whole site, built in a process of its own
fresh      pages made at once, of the content as it stands this moment
desk       what the preview shows now: fresh pages in front of the built site; what is wrong with the content
findings   what of an article wants a person
review     the same of the whole archive, by newspaper page
page       what the preview adds to a page
server     all of it over HTTP, on this machine alone
preview    these put together, until Ctrl-C
"""

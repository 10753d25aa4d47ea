"""What the tests of search share: invented articles, sites laid in, grep, a whole Lunr index."""

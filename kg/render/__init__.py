"""A knowledge graph or a result in, something to look at out: an HTML picture, tables."""

"""A knowledge graph in, RDF out, and back: vocabulary, serialisations, queries, validation. RDF libraries live here."""

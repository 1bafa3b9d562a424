"""Measures over a knowledge graph, one a module, each with its reference. networkx lives here."""

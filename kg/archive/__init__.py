"""A graph that grows: articles go in a day at a time, at the cost of the day; one SQLite file holds what was found in them.

What comes out is what :func:`kg.pipeline.build_graph` makes of all the articles at once. ``archive`` is what others use;
``store`` knows the tables; ``affairs``, ``claims``, ``contradictions`` and ``actors`` work out what new articles bear on, each
with the functions of :mod:`kg.resolve`; ``excerpt`` reads graphs out.
"""

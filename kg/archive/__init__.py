"""A graph that grows: articles go in a day at a time, at the cost of the day; one SQLite file holds what was found in them.

What comes out is what :func:`kg.pipeline.build_graph` makes of all the articles at once. ``archive`` is what others use;
``store`` knows the tables, ``claims`` and ``actors`` resolve what new articles bear on, ``excerpt`` reads graphs out.
"""

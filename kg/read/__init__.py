"""Raw input in, :class:`~kg.model.Article` out: one module a format."""

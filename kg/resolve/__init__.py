"""Which mentions are one actor, which wordings are one claim, across articles."""

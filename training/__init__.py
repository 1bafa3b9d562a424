"""Training of what the package learned from data; nothing here is needed to use it."""

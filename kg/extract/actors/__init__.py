"""A parsed article in, the actors that its words mean out: names, role words and pronouns."""

from kg.extract.actors.cast import Cast, country_of_adjective, find_actors

__all__ = ["Cast", "country_of_adjective", "find_actors"]

"""A graph in, a web server on this machine out: the picture at ``/``, a SPARQL 1.1 endpoint at ``/sparql``.

:mod:`kg.serve.app` turns a request into a response and knows no socket; :mod:`kg.serve.engine` runs queries where they can
be stopped; :mod:`kg.serve.server` joins both to a port.
"""

from kg.serve.app import application
from kg.serve.engine import Engine, Limits
from kg.serve.server import Server, is_loopback

__all__ = ["Engine", "Limits", "Server", "application", "is_loopback"]

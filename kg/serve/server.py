"""A WSGI application in, a server that listens on a port of this machine out."""

from __future__ import annotations

import io
import ipaddress
import logging
import socket
import sys
from socketserver import TCPServer, ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from kg.errors import InputError

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

_log = logging.getLogger(__name__)


class Server(ThreadingMixIn, WSGIServer):
    """Serves *app* at *host* and *port*, each request in a thread of its own; port 0 takes any that is free.

    ``serve_forever()`` runs it, ``shutdown()`` from another thread ends that, ``server_close()`` frees the port. Requests
    are logged to ``kg.serve.server`` at level INFO.

    Raises :class:`~kg.errors.InputError` where the port is in use or the address isn't one of this machine.
    """

    daemon_threads = True
    block_on_close = False
    # On Windows the option would let two servers share a port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, app: WSGIApplication, *, host: str = "127.0.0.1", port: int = 8000) -> None:
        """Take the port, and answer nothing yet."""
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError) as error:
            raise _unusable(host, port, error) from None
        self.set_app(app)

    @property
    def url(self) -> str:
        """The address to open, with a slash at the end; of a server on all addresses, the one on this machine."""
        host, port = str(self.server_address[0]), self.server_port
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def server_bind(self) -> None:
        """Take the port without a look-up of this machine's name, which may go to the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log what went wrong in a connection; most often the other side went away."""
        _log.info("connection from %s broke off", client_address[0], exc_info=True)


class _Handler(WSGIRequestHandler):
    timeout = 30  # seconds without a byte, after which a connection is dropped

    def get_stderr(self) -> Any:
        return _LogStream()

    def log_message(self, format: str, *args: Any) -> None:
        _log.info(format, *args)


class _LogStream(io.StringIO):
    """Where wsgiref writes the traceback of a fault of ours."""

    def write(self, text: str) -> int:
        _log.error("%s", text.rstrip())
        return len(text)


def is_loopback(host: str) -> bool:
    """Tell whether only programs on this machine reach a server at *host*.

    >>> [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.0.2.7", "example.org")]
    [True, True, True, False, False, False]
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _unusable(host: str, port: int, error: Exception) -> InputError:
    where = f"{host}:{port}"
    if isinstance(error, socket.gaierror):
        return InputError(where, "no machine has this name", "use --host 127.0.0.1, or an address of this machine")
    if isinstance(error, PermissionError):
        return InputError(where, "this port needs an administrator", "choose one above 1023 with --port")
    if isinstance(error, OverflowError):
        return InputError(where, "no such port", "choose one from 1024 to 65535 with --port")
    return InputError(
        where, getattr(error, "strerror", None) or str(error), "choose another port with --port, or any: --port 0"
    )

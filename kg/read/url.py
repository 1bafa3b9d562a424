"""An address goes in; the bytes of the page come out. The only module that uses the network."""

from __future__ import annotations

import time
from dataclasses import dataclass

import requests
import urllib3

from kg.errors import ReadError
from kg.read.outcome import label

_HEADERS = {"User-Agent": "counterclaim (+https://w3id.org/counterclaim)", "Accept": "text/html, text/plain, */*;q=0.5"}
_NOT_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/msword")
_CHECK = "check the address, or save the page and name the file"
#: requests' exceptions, the narrow before the wide, and what to tell the user.
_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (requests.exceptions.SSLError, "the server's certificate is not valid"),
    (requests.exceptions.ProxyError, "the proxy refuses"),
    (requests.exceptions.Timeout, "no answer in time"),
    (requests.exceptions.TooManyRedirects, "redirected without end"),
    (requests.exceptions.ConnectionError, "no connection to the server"),
    (requests.exceptions.InvalidSchema, "redirected to something that is no web page"),
    (requests.exceptions.RequestException, "the page can't be fetched"),
    (ValueError, "not an address"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: the address after all redirects, the bytes, and the encoding that its header names."""

    url: str
    data: bytes
    encoding: str | None = None


def fetch(url: str, *, timeout: float = 20.0, limit: int = 20_000_000) -> Page:
    """Return the page at *url*.

    *timeout* is the longest wait in seconds for a connection and for each next piece, three times that the longest for
    all; *limit* is the largest size in bytes after unpacking. Whatever goes wrong is a :class:`~kg.errors.ReadError`.
    """
    where, end = label(url), time.monotonic() + 3 * timeout
    try:
        with requests.get(url, headers=_HEADERS, timeout=timeout, stream=True) as response:
            if response.status_code != requests.codes.ok:
                raise ReadError(
                    where, f"the server answers {response.status_code} {label(response.reason or '')}".strip(), _CHECK
                )
            kind = response.headers.get("Content-Type", "").lower()
            if kind.startswith(_NOT_TEXT):
                raise ReadError(where, f"the server sends {kind.split(';')[0]}, not a page", "name the page of the article")
            data = bytearray()
            for piece in response.iter_content(65_536):
                data += piece
                if len(data) > limit:
                    raise ReadError(where, f"larger than {limit:,} bytes", "save the page and name the file")
                if time.monotonic() > end:
                    raise ReadError(where, "no answer in time", _CHECK)
            charset = "charset=" in kind
            return Page(response.url, bytes(data), response.encoding if charset else None)
    except (requests.exceptions.RequestException, urllib3.exceptions.HTTPError, ValueError, OSError) as error:
        found = next((words for cls, words in _FAILURES if isinstance(error, cls)), "the page can't be fetched")
        raise ReadError(where, found, _CHECK) from None

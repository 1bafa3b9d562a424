"""Content tells the format; the name decides only where the content doesn't."""

from __future__ import annotations

import time

import pytest

from kg.read.kinds import Kind, detect


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"The mayor denied it.", "", Kind.TEXT),
        (b"---\ntitle: x\n---\n", "a.md", Kind.TEXT),
        (b"\n\n <!DOCTYPE html><html>", "a.txt", Kind.HTML),
        (b"<html lang='en'>", "", Kind.HTML),
        (b"<?xml version='1.0'?><!-- x --><!DOCTYPE html PUBLIC '-//W3C'>", "a.xml", Kind.HTML),
        (b"<!-- saved from x --><HTML>", "", Kind.HTML),
        (b"<div><p>He denied it.</p></div>", "a.html", Kind.HTML),
        (b"<div> is a tag, he said.", "a.txt", Kind.TEXT),
        (b'{"text": "x"}', "a.txt", Kind.JSON_LINES),
        (b'\xef\xbb\xbf{ "text": "x"}', "", Kind.JSON_LINES),
        ('{"text": "x"}'.encode("utf-16"), "", Kind.JSON_LINES),
        (b"oops\n{}", "a.jsonl", Kind.JSON_LINES),
        (b"oops\n{}", "a.NDJSON", Kind.JSON_LINES),
        (b'{\n  "text": "x"\n}', "a.json", Kind.JSON),
        (b'[\n  {"text": "x"}]', "a.jsonl", Kind.JSON),
        (b"[A correction was made to this story.]", "", Kind.TEXT),
        (b"{sic} he wrote", "", Kind.TEXT),
        (b"<rss version='2.0'>", "", Kind.FEED),
        (b"<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'>", "a.xml", Kind.FEED),
        (b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "", Kind.FEED),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "", Kind.FEED),
        (b"<?xml version='1.0'?><note>x</note>", "", Kind.XML),
    ],
)
def test_detect(head: bytes, name: str, expected: Kind) -> None:
    assert detect(head, name=name) is expected


@pytest.mark.parametrize("piece", [b"<!--a-->", b"<!--", b" ", b"<?xml?>", b"<!doctype [", b"]"])
def test_hostile_openings_cost_no_time(piece: bytes) -> None:
    start = time.perf_counter()
    detect(piece * (60_000 // len(piece)) + b"x")
    assert time.perf_counter() - start < 5

"""Numbers of nodes go in, a line of measurements for each comes out: ``python -m tests.render.measure 1000 5000``."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.render.html import picture
from tests.render.conftest import ARGUMENTS
from tests.render.scenes import crowd

PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


def main(sizes: list[int]) -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        for size in sizes:
            graph, file = crowd(size), Path(folder) / f"{size}.html"
            start = time.perf_counter()
            file.write_text(picture(graph), encoding="utf-8")
            written = time.perf_counter() - start
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(file.as_uri())
            painted = page.evaluate(PAINTED)
            nodes = page.evaluate("counterclaim.network.body.nodeIndices.length")
            page.close()
            megabytes = file.stat().st_size / 1e6
            print(f"{nodes} nodes: picture() {written:.2f} s, file {megabytes:.1f} MB, first picture {painted / 1000:.2f} s")
        browser.close()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])

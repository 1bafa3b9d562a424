"""A page of a picture, opened in headless Chromium, that remembers everything a page must not do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from kg.model import KnowledgeGraph
from kg.render.html import picture

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Opened:
    """A page, with the requests, console messages, errors and dialogs since it was opened."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """All that should be empty: requests that leave the file, messages on the console, errors, dialogs."""
        return [*(r for r in self.requests if not r.startswith("file:")), *self.console, *self.errors, *self.dialogs]

    def settle(self) -> None:
        """Wait until the picture has been painted."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def select(self, id: str) -> None:
        """Click on the middle of the node *id*, as a reader would."""
        self.page.evaluate("id => counterclaim.network.focus(id, { scale: 1 })", id)
        self.settle()
        box = self.page.locator("#network canvas").bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.settle()

    def visible(self, kind: str | None = None) -> int:
        """How many edges (of *kind*) are not hidden."""
        return int(
            self.page.evaluate(
                "k => counterclaim.edges.get().filter(e => !e.hidden && (k === null || e.kind === k)).length", kind
            )
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail(
            "no chromium on this machine: run the set-up (apt-get install chromium) for the browser tests", pytrace=False
        )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield running
        running.close()


Open = Callable[..., Opened]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """``show(graph, width=…, height=…, scheme=…)`` opens its picture."""
    pages: list[Page] = []

    def opened(
        graph: KnowledgeGraph,
        *,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        title: str | None = None,
    ) -> Opened:
        file = tmp_path / f"{len(pages)}.html"
        file.write_text(picture(graph) if title is None else picture(graph, title=title), encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
        pages.append(page)
        result = Opened(page)
        page.on("request", lambda r: result.requests.append(r.url))
        page.on("console", lambda m: result.console.append(m.text))
        page.on("pageerror", lambda e: result.errors.append(str(e)))

        def refuse(dialog: Dialog) -> None:
            result.dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", refuse)
        page.goto(file.as_uri())
        result.settle()
        return result

    yield opened
    for page in pages:
        page.close()

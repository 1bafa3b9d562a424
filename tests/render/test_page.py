"""The page of a picture in headless Chromium: what a reader sees and does, and what hostile text can't do."""

from __future__ import annotations

import pytest

from tests.factory import graph
from tests.render.conftest import Open, Opened
from tests.render.scenes import DUMPED, MEMO, PAYLOADS, SAFE, affair, crowd, hostile

pytestmark = pytest.mark.browser

#: The colours that the canvas shows. A copy is read, since reading the canvas itself makes Chromium complain.
INK = """() => {
  const canvas = document.querySelector("#network canvas");
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
  copy.drawImage(canvas, 0, 0);
  const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
  const colours = new Set();
  for (let i = 0; i < pixels.length; i += 4)
    if (pixels[i + 3] > 250) colours.add((pixels[i] << 16) + (pixels[i + 1] << 8) + pixels[i + 2]);
  return [...colours].map(c => c.toString(16).padStart(6, "0"));
}"""

DATA = "const data = JSON.parse(document.getElementById('data').textContent);"

#: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
FAINT = """() => {
  const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const colour = parse(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const written = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!written || !element.checkVisibility() || ["SCRIPT", "STYLE"].includes(element.tagName)) continue;
    const pair = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))].sort((x, y) => y - x);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < 4.5) faint.push([element.tagName, element.className, element.textContent.slice(0, 30), contrast]);
  }
  return faint;
}"""

NAMELESS = """() => [...document.querySelectorAll("button, input, select, a")]
  .filter(e => !(e.textContent.trim() || e.getAttribute("aria-label") || (e.labels && e.labels.length)))
  .map(e => e.outerHTML)"""


@pytest.fixture
def page(show: Open) -> Opened:
    return show(affair())


def text(page: Opened, selector: str = "#panel") -> str:
    return page.page.locator(selector).inner_text()


def node(page: Opened, name: str) -> str:
    """The id of the actor or claim whose list entry has the text *name*."""
    found = page.page.evaluate(
        f"""name => {{ {DATA}
        const actor = data.actors.findIndex(a => a.name === name);
        return actor >= 0 ? "a" + actor : "c" + data.claims.findIndex(c => c.text === name); }}""",
        name,
    )
    return str(found)


def edge(page: Opened, actor: str, kind: str, claim: str) -> str:
    found = page.page.evaluate(
        "([f, k, t]) => counterclaim.edges.get().find(e => e.from === f && e.kind === k && e.to === t).id",
        [node(page, actor), kind, node(page, claim)],
    )
    return str(found)


# ---- drawn, and nothing else -------------------------------------------------------------------------------------------


def test_nodes_are_drawn_in_the_colours_of_the_stances(page: Opened) -> None:
    assert page.page.evaluate("counterclaim.network.body.nodeIndices.length") == 28
    colours = page.page.evaluate(INK)
    assert {"0072b2", "d55e00", "3d4248", "ffffff"} <= set(colours)
    assert page.faults == []


def test_the_dark_picture_has_its_own_colours(show: Open) -> None:
    page = show(affair(), scheme="dark")
    colours = set(page.page.evaluate(INK))
    assert {"56b4e9", "c9c6be"} <= colours
    page.page.emulate_media(color_scheme="light")
    page.settle()
    assert "0072b2" in page.page.evaluate(INK)
    assert page.faults == []


def test_the_file_asks_for_nothing(page: Opened) -> None:
    page.select(node(page, "Narvik Hydro"))
    page.page.wait_for_timeout(200)
    assert [r.rsplit("/", 1)[1] for r in page.requests] == ["0.html"]


def test_the_policy_stops_what_is_not_the_pages_own(page: Opened) -> None:
    page.page.evaluate(
        """() => {
        const image = document.createElement("img");
        image.src = "https://example.org/x.png";
        document.body.append(image);
        fetch("https://example.org/").catch(() => {});
        }"""
    )
    page.page.wait_for_timeout(200)
    assert sum("Content Security Policy" in line for line in page.console) >= 2
    with pytest.raises(Exception, match="TrustedHTML"):
        page.page.evaluate("document.body.innerHTML = '<b>x</b>'")
    with pytest.raises(Exception, match="TrustedScript"):
        page.page.evaluate("document.body.setAttribute('onclick', 'window.pwned = 1')")


def test_a_graph_without_statements(show: Open) -> None:
    page = show(graph())
    assert "No statements" in text(page, "body")
    assert page.faults == []


def test_counts_stand_on_top(page: Opened) -> None:
    assert text(page, "#summary") == "12 actors · 16 claims · 37 statements · 5 articles · 2016 to March 2020"


def test_the_legend_shows_what_is_there_and_covers_nothing(show: Open) -> None:
    page = show(graph(("A", "asserts", "x", None)))
    shown = [item.inner_text() for item in page.page.locator("#legend li:visible").all()]
    assert shown == ["actor of unknown kind", "claim", "asserts"]
    legend, canvas = (page.page.locator(s).bounding_box() for s in ("#legend", "#network"))
    assert legend is not None
    assert canvas is not None
    assert legend["y"] >= canvas["y"] + canvas["height"]


# ---- evidence ----------------------------------------------------------------------------------------------------------


def test_a_click_on_an_actor_shows_words_who_when_and_where(page: Opened) -> None:
    page.select(node(page, "Orla Venn"))
    shown = text(page)
    assert "PERSON" in shown
    assert "Also: Venn, the senator" in shown
    assert "2 assertions, 0 denials" in shown
    assert "3 March 2020" in shown
    assert "Sarn Courier · Dead fish below the dam · 3 March 2020" in shown
    assert "On the bank of the Sarn, Orla Venn said Narvik Hydro dumped untreated waste in the river Sarn. Rain fell" in shown
    link = page.page.get_by_role("link", name="Dead fish below the dam")
    assert link.get_attribute("href") == "https://courier.example/fish"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert page.faults == []


def test_a_click_on_a_claim_shows_both_sides(page: Opened) -> None:
    page.select(node(page, DUMPED))
    shown = text(page)
    assert shown.index("Denied by 2 actors") < shown.index("Asserted by 3 actors")
    assert page.page.locator("#panel .statement.denies").count() == 3
    assert page.page.locator("#panel .statement.asserts").count() == 3


def test_a_click_on_an_edge_shows_its_statements(page: Opened) -> None:
    id = edge(page, "Narvik Hydro", "denies", DUMPED)
    at = page.page.evaluate(
        """id => {
        const { network, edges } = counterclaim, { from, to } = edges.get(id);
        network.focus(from, { scale: 1 });
        const [a, b] = [from, to].map(end => network.canvasToDOM(network.getPosition(end)));
        return [(a.x * 11 + b.x * 9) / 20, (a.y * 11 + b.y * 9) / 20];
        }""",
        id,
    )
    page.settle()
    box = page.page.locator("#network canvas").bounding_box()
    assert box is not None
    page.page.mouse.click(box["x"] + at[0], box["y"] + at[1])
    shown = text(page)
    assert "STATEMENT" in shown
    assert "Narvik Hydro denies: Narvik Hydro dumped untreated waste" in shown
    assert "3 March 2020" in shown
    assert "19 March 2020" in shown


def test_whether_the_text_or_the_article_gives_the_date(page: Opened) -> None:
    page.page.evaluate("id => { counterclaim.select(id); }", node(page, "Narvik Hydro"))
    shown = text(page)
    assert "date given in the text" in shown
    assert "date of the article; the text gives none" in shown
    assert "no date known" in shown


def test_pieces_of_an_interrupted_passage_are_marked_one_by_one(page: Opened) -> None:
    page.page.evaluate("id => { counterclaim.select(id); }", edge(page, "River Keepers", "asserts", DUMPED))
    assert page.page.locator("#panel .passage b").all_inner_texts() == [
        "Narvik Hydro dumped untreated",
        "waste in the river Sarn",
    ]


def test_an_actor_who_reversed_himself_has_both_edges(page: Opened) -> None:
    page.page.evaluate("id => { counterclaim.select(id); }", node(page, MEMO))
    denied, asserted = (page.page.locator(f"#panel .statement.{s} .who .link") for s in ("denies", "asserts"))
    assert denied.all_inner_texts() == ["Tomas Reyle"]
    assert "Tomas Reyle" in asserted.all_inner_texts()


def test_where_nothing_is_selected_the_most_contested_claims_stand(page: Opened) -> None:
    assert "Most contested claims" in text(page)
    page.page.locator("#panel .link").first.click()
    assert page.page.locator("#panel h2").inner_text() == DUMPED


def test_many_statements_come_in_portions(show: Open) -> None:
    page = show(graph(*(("A", "asserts", f"Claim {i}.", None) for i in range(60))))
    page.page.evaluate("() => { counterclaim.select('a0'); }")
    assert page.page.locator("#panel .statement").count() == 25
    page.page.get_by_role("button", name="Show more (35)").click()
    page.page.get_by_role("button", name="Show more (10)").click()
    assert page.page.locator("#panel .statement").count() == 60


# ---- search ------------------------------------------------------------------------------------------------------------


def test_search_finds_names_aliases_and_claims_and_enter_goes_there(page: Opened) -> None:
    search = page.page.get_by_role("searchbox")
    search.fill("senator")
    assert text(page, "#hits") == "1 hit"
    search.fill("cadmium lower")
    assert page.page.locator("#claim-list .entry").count() == 1
    assert page.page.locator("#claim-list mark").all_inner_texts() == ["lower", "cadmium"]
    search.press("Enter")
    page.settle()
    assert page.page.locator("#panel h2").inner_text() == "The fish in the lower Sarn died of cadmium."
    middle = page.page.evaluate("counterclaim.network.getViewPosition()")
    there = page.page.evaluate(
        "id => counterclaim.network.getPositions([id])[id]", node(page, "The fish in the lower Sarn died of cadmium.")
    )
    assert abs(middle["x"] - there["x"]) < 2
    assert abs(middle["y"] - there["y"]) < 2
    search.fill("nobody at all")
    assert text(page, "#hits") == "No hit"
    assert page.faults == []


def test_hits_are_highlighted_on_the_canvas(page: Opened) -> None:
    assert "f0e442" not in page.page.evaluate(INK)
    page.page.get_by_role("searchbox").fill("narvik")
    page.settle()
    assert "f0e442" in page.page.evaluate(INK)


@pytest.mark.parametrize("words", ["(", "[a", "\\", "*", "<b>", ".*+?^${}()|[]\\"])
def test_search_takes_any_characters(page: Opened, words: str) -> None:
    page.page.get_by_role("searchbox").fill(words)
    assert text(page, "#hits") == "No hit"
    assert page.faults == []


# ---- filters -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def filters(page: Opened) -> Opened:
    page.page.locator("#filters summary").click()
    return page


def test_filter_by_stance(filters: Opened) -> None:
    assert filters.visible("asserts") == 23
    assert filters.visible("denies") == 13
    filters.page.get_by_label("asserts", exact=True).uncheck()
    assert filters.visible("asserts") == 0
    assert filters.visible("denies") == 13
    assert "hide 23 statements" in text(filters, "#filters summary")
    filters.page.get_by_role("button", name="Clear filters").click()
    assert filters.visible("asserts") == 23


def test_filter_by_date(filters: Opened) -> None:
    filters.page.get_by_label("from").fill("2020-03-20")
    filters.page.get_by_label("to", exact=True).fill("2020-03-24")
    filters.page.get_by_label("without a date (3)").uncheck()
    shown = filters.page.evaluate(
        f"""() => {{ {DATA}
        const shown = counterclaim.edges.get().filter(e => !e.hidden && e.statements).flatMap(e => e.statements);
        return shown.map(i => data.statements[i].date).sort(); }}"""
    )
    # "March 2020" may have been any of these days, so it stays.
    assert shown == ["2020-03", "2020-03-20", "2020-03-21", *["2020-03-24"] * 5]
    filters.page.get_by_label("without a date (3)").check()
    assert filters.visible("asserts") + filters.visible("denies") == 8 + 3


def test_filter_by_outlet(filters: Opened) -> None:
    filters.page.get_by_label("Outlet").select_option("The Crown Post")
    assert filters.visible("asserts") + filters.visible("denies") == 3
    assert filters.page.evaluate("counterclaim.nodes.get().filter(n => !n.hidden).length") == 6


def test_disputes_are_drawn_on_demand(filters: Opened) -> None:
    assert filters.visible("disputes") == 0
    legend = filters.page.locator("#legend [data-kind=disputes]")
    assert not legend.is_visible()
    filters.page.get_by_label("who disputes whom").check()
    assert legend.is_visible()
    assert filters.visible("disputes") > 10
    filters.page.get_by_label("denies", exact=True).uncheck()
    # What is left are the pairs who assert claims that can't both be true.
    assert filters.visible("disputes") == 6
    assert filters.visible("contradicts") == 2
    filters.page.get_by_label("claims that contradict each other").uncheck()
    assert filters.visible("contradicts") == 0


def test_a_dispute_shows_both_sides(page: Opened) -> None:
    id = page.page.evaluate(
        "([d, a]) => counterclaim.edges.get().find(e => e.kind === 'disputes' && e.from === d && e.to === a).id",
        [node(page, "Narvik Hydro"), node(page, "Orla Venn")],
    )
    page.page.evaluate("id => { counterclaim.select(id); }", id)
    assert "Narvik Hydro disputes Orla Venn" in text(page)
    assert page.page.locator("#panel .statement.asserts").count() == 1
    assert page.page.locator("#panel .statement.denies").count() == 2


def test_the_panel_follows_the_filters(filters: Opened) -> None:
    filters.page.evaluate("id => { counterclaim.select(id); }", node(filters, SAFE))
    filters.page.get_by_label("denies", exact=True).uncheck()
    assert "1 statement hidden by the filters" in text(filters)
    assert filters.page.locator("#panel .statement.denies").count() == 0


def test_filters_that_leave_nothing_do_not_break_the_page(filters: Opened) -> None:
    filters.page.get_by_label("asserts", exact=True).uncheck()
    filters.page.get_by_label("denies", exact=True).uncheck()
    filters.page.get_by_role("button", name="Show everything").click()
    assert filters.page.evaluate("counterclaim.nodes.get().filter(n => !n.hidden).length") == 0
    assert filters.faults == []


# ---- keyboard, small screens -------------------------------------------------------------------------------------------


def test_everything_by_keyboard(page: Opened) -> None:
    page.page.get_by_role("searchbox").focus()
    page.page.keyboard.press("ArrowDown")
    first = page.page.evaluate("document.activeElement.dataset.id")
    page.page.keyboard.press("ArrowDown")
    second = page.page.evaluate("document.activeElement.dataset.id")
    assert first != second
    page.page.keyboard.press("Enter")
    assert page.page.evaluate("document.activeElement.id") == "panel"
    assert page.page.locator(".entry[aria-current=true]").get_attribute("data-id") == second
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
    page.page.keyboard.press("Escape")
    assert page.page.evaluate("document.activeElement.dataset.id") == second
    assert "Most contested claims" in text(page)


def test_one_tab_stop_for_each_list(page: Opened) -> None:
    assert page.page.locator("#actor-list .entry[tabindex='0']").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone(show: Open, scheme: str) -> None:
    page = show(affair(), width=360, height=740, scheme=scheme)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not page.page.locator("#panel").is_visible()
    page.page.locator("#network").scroll_into_view_if_needed()
    page.select(node(page, "Orla Venn"))
    assert page.page.locator("#panel").is_visible()
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
    page.page.evaluate("id => { counterclaim.select(id, { move: true }); }", node(page, "Veyle"))
    page.settle()
    at = page.page.evaluate(
        """id => { const { network } = counterclaim, top = document.getElementById("network").getBoundingClientRect().top;
        return top + network.canvasToDOM(network.getPosition(id)).y; }""",
        node(page, "Veyle"),
    )
    panel = page.page.locator("#panel").bounding_box()
    assert panel is not None
    assert 0 < at < panel["y"]  # what was selected isn't under the panel
    page.page.get_by_role("button", name="Close").click()
    assert not page.page.locator("#panel").is_visible()
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(show: Open, scheme: str) -> None:
    """WCAG 2.2, success criterion 1.4.3: contrast of at least 4.5 to 1."""
    page = show(affair(), scheme=scheme)
    page.page.evaluate("id => { counterclaim.select(id); }", node(page, DUMPED))
    assert page.page.evaluate(FAINT) == []


def test_every_control_has_a_name(page: Opened) -> None:
    page.page.locator("#filters summary").click()
    assert page.page.evaluate(NAMELESS) == []


# ---- hostile text ------------------------------------------------------------------------------------------------------


def test_hostile_text_stays_text(show: Open) -> None:
    page = show(hostile(), title=PAYLOADS[0])
    tags = page.page.evaluate("[...new Set([...document.querySelectorAll('body *')].map(e => e.localName))].sort()")
    for selector in ("a", "c"):
        for i in range(len(PAYLOADS)):
            page.page.evaluate("id => { counterclaim.select(id, { move: true }); }", f"{selector}{i}")
            page.settle()
    ids = page.page.evaluate("counterclaim.edges.getIds()")
    for id in ids:
        page.page.evaluate("id => { counterclaim.select(id, { move: true }); }", id)
    for payload in PAYLOADS:
        page.page.get_by_role("searchbox").fill(payload.replace("\x00", ""))
    page.page.evaluate("counterclaim.deselect()")
    page.page.get_by_role("searchbox").fill("")
    page.page.mouse.move(640, 400)
    page.page.wait_for_timeout(300)
    after = page.page.evaluate("[...new Set([...document.querySelectorAll('body *')].map(e => e.localName))].sort()")
    assert set(after) <= {*tags, "b", "bdi", "blockquote", "h2", "h3", "mark"}
    assert page.page.evaluate("window.pwned") is None
    assert page.page.evaluate("({}).name") is None
    assert page.page.title() == PAYLOADS[0]
    assert page.faults == []


def test_hostile_headline_is_shown_as_it_is_written(show: Open) -> None:
    page = show(hostile())
    # All but what would turn the direction of the words around it.
    shown = {p.replace("\u2028", " ").replace("\u2029", " ").replace("\u202e", "") for p in PAYLOADS}
    assert len(shown & set(PAYLOADS)) == len(PAYLOADS) - 1
    for i in range(len(PAYLOADS)):
        page.page.evaluate("id => { counterclaim.select(id); }", f"a{i}")
        name = page.page.locator("#panel h2").evaluate("e => e.textContent")
        assert name in shown
        assert name in page.page.locator("#panel .cite bdi").evaluate_all("all => all.map(e => e.textContent)")
        assert page.page.locator("#panel .passage b").first.evaluate("e => e.textContent") in shown


def test_links_lead_to_web_addresses_only(show: Open) -> None:
    page = show(hostile())
    schemes = set()
    for i in range(len(PAYLOADS)):
        page.page.evaluate("id => { counterclaim.select(id); }", f"a{i}")
        schemes.update(page.page.locator("#panel a").evaluate_all("all => all.map(a => a.protocol + '//' + a.host)"))
    assert schemes == {"https://example.org"}


# ---- size --------------------------------------------------------------------------------------------------------------


def test_a_thousand_nodes(show: Open) -> None:
    page = show(crowd(1000))
    first = page.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert first < 10_000  # usually under one second; a bound that only a picture with physics breaks
    assert page.page.evaluate("counterclaim.network.body.nodeIndices.length") > 900
    page.page.get_by_role("searchbox").fill("number 17 ")
    assert text(page, "#hits").endswith(("hit", "hits"))
    assert page.faults == []

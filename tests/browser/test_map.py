"""The map as people use it."""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

import pytest
from pactgraph.graph.model import Document

from ..fakes import ACTORS, World, small_world
from .conftest import DESK, PHONE, Visit

Open = Callable[..., Visit]


def find(visit: Visit, text: str) -> None:
    """Type a name into the search box and press Enter."""
    visit.page.fill("#search", text)
    visit.page.press("#search", "Enter")
    visit.settle()


def dark_pixels(visit: Visit) -> float:
    """Return the share of the map's pixels that are not its background."""
    share: float = visit.page.evaluate(
        """() => { const c = document.querySelector("#stage canvas"), g = c.getContext("2d");
        const d = g.getImageData(0, 0, c.width, c.height).data; let n = 0;
        for (let i = 0; i < d.length; i += 4) if (d[i] !== d[0] || d[i + 1] !== d[1] || d[i + 2] !== d[2]) n += 1;
        return n / (d.length / 4); }"""
    )
    return share


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Homiel", "by/gomel"),
        ("homyel", "by/gomel"),
        ("Гомель", "by/gomel"),
        ("REGION DE GOMEL", "by/gomel-region"),
        ("四川", "cn/sichuan"),
        ("butb", "by/exchange/butb"),
        ("Sichaun", "cn/sichuan"),
        ("commodity exch", "by/exchange/butb"),
    ],
)
def test_search_finds_any_spelling(visit: Open, text: str, found: str) -> None:
    page = visit(small_world())
    find(page, text)
    assert page.state("actor") == found


def test_search_lists_what_it_finds_and_can_be_used_by_keyboard_alone(visit: Open) -> None:
    page = visit(small_world())
    page.page.keyboard.press("/")
    page.page.keyboard.type("gomel")
    options = page.page.locator("#found li[role=option]").all_inner_texts()
    assert [o.split("\n")[0] for o in options[:2]] == ["Gomel", "Gomel Region"]
    page.page.keyboard.press("ArrowDown")
    assert page.page.get_attribute("#search", "aria-activedescendant") == "found-1"
    page.page.keyboard.press("Enter")
    assert page.state("actor") == "by/gomel-region"
    find(page, "Nobody at all")
    assert page.page.inner_text("#found") == "No actor is called so."


@pytest.mark.parametrize("view", ["overview", "network"])
def test_hidden_types_of_ties_are_gone_and_come_back(visit: Open, view: str) -> None:
    page = visit(small_world(), fragment=f"view={view}")
    before = page.shown()
    assert "by/exchange/butb" in before
    for kind in ("ACCREDITED_AT", "RESIDENT_OF"):
        page.page.click(f"input[data-set=noTypes][data-key={kind}]")
    assert before - page.shown() == {"by/exchange/butb", "by/zone/gomel-raton"}
    page.page.click("#reset")
    assert page.shown() == before


def test_hidden_kinds_are_gone(visit: Open) -> None:
    page = visit(small_world(), fragment="view=network")
    page.page.click("input[data-set=noKinds][data-key=company]")
    assert not [a for a in page.shown() if "company" in a]


def test_ended_ties_are_hidden_until_asked_for(visit: Open) -> None:
    page = visit(small_world())
    assert "fr/brest" not in page.shown()
    page.page.click("input[data-set=noStatuses][data-key=ended]")
    assert "fr/brest" in page.shown()


def test_a_ticked_country_leaves_the_ties_that_touch_it(visit: Open) -> None:
    page = visit(small_world(), fragment="view=network&hide-status=")
    page.page.click("#legend summary")
    page.page.click("input[data-set=countries][data-key=FR]")
    assert page.shown() == {"by/brest", "fr/brest"}


def test_the_year_shows_what_had_begun(visit: Open) -> None:
    page = visit(small_world(), fragment="view=network&undated=0")
    page.page.evaluate("document.querySelector('#year').value = 2012")
    page.page.dispatch_event("#year", "input")
    assert page.state("year") == 2012
    assert page.shown() == {"by/brest", "cn/nanjing", "by/gomel-region", "cn/jiangsu"}
    assert page.page.inner_text("#year-now") == "until 2012"


def test_the_years_play(visit: Open) -> None:
    page = visit(small_world(), fragment="year=2015")
    page.page.click("#play")
    for _ in range(80):
        if page.state("year") >= 2017:
            break
        page.page.wait_for_timeout(100)
    assert page.state("year") >= 2017
    page.page.click("#play")
    year = page.state("year")
    page.page.wait_for_timeout(1_000)
    assert page.state("year") == year


def test_the_evidence_panel_shows_each_statement_with_its_document_lines_date_and_address(visit: Open) -> None:
    page = visit(small_world())
    find(page, "Gomel Region")
    page.page.locator("#panel .rows button", has_text="Sichuan").click()
    text = page.panel()
    assert "Gomel Region twinned with Sichuan" in text.replace("\n", " ")
    assert "Who says so: 2 statements" in text
    assert "book.txt, line 1" in text
    assert "other.txt, line 2" in text
    assert "2015-05 · agreed · agreement" in text
    assert "sources disagree" in text.lower()
    link = page.page.locator("#panel .evidence a")
    assert link.get_attribute("href") == "https://ex.org/1"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_a_source_is_called_by_its_title_and_leads_to_its_address(visit: Open) -> None:
    world = small_world()
    world.documents["book.txt"] = Document("book.txt", title="A book of ties", url="https://ex.org/book")
    page = visit(world)
    find(page, "Gomel Region")
    assert "A book of ties (book.txt)" in page.panel()
    page.page.locator("#panel .rows button", has_text="Sichuan").click()
    assert "A book of ties (book.txt), line 1" in page.panel()
    assert "other.txt, line 2" in page.panel()
    assert page.page.locator("#panel a", has_text="A book of ties").get_attribute("href") == "https://ex.org/book"


def test_a_click_on_a_bubble_unfolds_it_and_a_click_on_its_name_folds_it(visit: Open) -> None:
    page = visit(small_world())
    bubble = "pactgraph.scene.nodes.some((n) => n.label === 'China' && n.group !== undefined)"
    assert page.page.evaluate(bubble)
    page.page.mouse.click(*page.spot("cn/sichuan"))
    page.settle()
    assert not page.page.evaluate(bubble)
    assert {"cn/sichuan", "cn/nanjing"} <= page.shown()
    page.page.click("#panel .actions button:has-text('Fold')")
    assert page.page.evaluate(bubble)


def test_a_click_on_an_actor_highlights_it_and_its_neighbours(visit: Open) -> None:
    page = visit(small_world(), fragment="view=network")
    page.page.mouse.click(*page.spot("by/company/gomselmash"))
    assert page.state("actor") == "by/company/gomselmash"
    standing = page.page.evaluate(
        "[...pactgraph.stage.look.standing.nodes].map((i) => pactgraph.model.actors[pactgraph.scene.nodes[i].actor].id)"
    )
    assert set(standing) == {"by/company/gomselmash", "cn/company/panda", "by/exchange/butb"}


def test_a_double_click_focuses_on_the_ego_network(visit: Open) -> None:
    page = visit(small_world(), fragment="view=network")
    page.page.mouse.dblclick(*page.spot("by/company/gomselmash"))
    page.settle()
    assert (page.state("view"), page.state("focus")) == ("focus", "by/company/gomselmash")
    assert page.shown() == {"by/company/gomselmash", "cn/company/panda", "by/exchange/butb"}


def test_a_click_on_a_line_lists_its_ties(visit: Open) -> None:
    page = visit(small_world(), fragment="view=network")
    (ax, ay), (bx, by) = page.spot("by/brest"), page.spot("cn/nanjing")
    page.page.mouse.click(ax + (bx - ax) * 0.45, ay + (by - ay) * 0.45)
    assert re.search(r"Brest\s+twinned with\s+Nanjing", page.panel())


def test_the_shortest_path_between_two_actors_is_found(visit: Open) -> None:
    page = visit(small_world())
    find(page, "Gomselmash")
    page.page.click("#panel button:has-text('Path from here')")
    find(page, "FEZ Gomel-Raton")
    page.page.click("#panel button:has-text('Path to here')")
    page.settle()
    assert page.state("view") == "path"
    assert page.shown() == {"by/company/gomselmash", "cn/company/panda", "by/zone/gomel-raton"}
    assert page.page.inner_text("#note") == "The shortest chain has 2 ties."


def test_actors_that_nothing_links_are_told_apart(visit: Open) -> None:
    page = visit(small_world(), fragment="view=path&from=by/brest&to=by/gomel")
    assert "No chain of ties links these two" in page.page.inner_text("#note")


@pytest.mark.parametrize(
    "fragment",
    [
        "view=network&actor=by/gomel",
        "view=focus&focus=by/gomel-region&actor=by/gomel-region&depth=2",
        "view=path&from=by/company/gomselmash&to=by/zone/gomel-raton",
        "hide-type=ACCREDITED_AT,TRADES_WITH&hide-kind=company&country=CN&year=2016&undated=0",
        "open=BY|CN&hide-status=",
    ],
)
def test_the_fragment_restores_the_view(visit: Open, fragment: str) -> None:
    page = visit(small_world(), fragment=fragment)
    page.page.evaluate("pactgraph.remember()")
    kept = page.page.evaluate("location.hash")
    assert sorted(unquote(kept[1:]).split("&")) == sorted(fragment.split("&"))
    before = (page.shown(), [page.state(n) for n in ("view", "actor", "focus", "depth", "year", "noTypes", "open")])
    page.go(kept[1:])
    assert (
        page.shown(),
        [page.state(n) for n in ("view", "actor", "focus", "depth", "year", "noTypes", "open")],
    ) == before


def test_what_is_done_is_kept_in_the_address(visit: Open) -> None:
    page = visit(small_world())
    assert page.page.evaluate("location.hash") == ""
    page.page.click("#views button[data-view=network]")
    find(page, "Homiel")
    page.page.click("input[data-set=noTypes][data-key=TRADES_WITH]")
    page.go(page.page.evaluate("location.hash")[1:])
    assert (page.state("view"), page.state("actor"), page.state("noTypes")) == ("network", "by/gomel", ["TRADES_WITH"])


def test_a_link_that_names_what_is_not_there_still_opens(visit: Open) -> None:
    page = visit(small_world(), fragment="view=focus&focus=zz/gone&tie=nope&open=Atlantis&year=20x6&depth=9")
    assert page.state("view") == "overview"
    assert page.shown()


def test_the_keyboard_alone_reads_the_map(visit: Open) -> None:
    page = visit(small_world(), fragment="view=network")
    page.page.focus("#stage")
    page.page.keyboard.press("ArrowRight")
    first = page.state("actor")
    assert first
    said = page.page.inner_text("#said")
    assert re.search(r", \d+ ties?$", said)
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.page.keyboard.press(key)
    page.page.keyboard.press("Enter")
    assert page.state("view") == "focus"
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("Escape")
    assert (page.state("actor"), page.state("view")) == (None, "overview")


def test_everything_that_can_be_used_has_a_name_for_screen_readers(visit: Open) -> None:
    page = visit(small_world())
    nameless = page.page.evaluate(
        """[...document.querySelectorAll("button, input, [role]:not([role=status])")].filter((e) => e.offsetParent && !(
        e.getAttribute("aria-label") || e.innerText.trim() || (e.labels && e.labels.length))).map((e) => e.outerHTML)"""
    )
    assert nameless == []
    assert "Overview: " in page.page.get_attribute("#stage", "aria-label")
    assert page.page.get_attribute("#said", "aria-live") == "polite"


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_view_is_saved_as_a_picture(visit: Open, kind: str) -> None:
    page = visit(small_world(), title="Ours & <theirs>")
    with page.page.expect_download() as waiting:
        page.page.click(f"#{kind}")
    saved = waiting.value.path().read_bytes()
    if kind == "png":
        assert saved.startswith(b"\x89PNG")
        assert len(saved) > 20_000
    else:
        import xml.etree.ElementTree as ET

        tree = ET.fromstring(saved)
        assert tree.find("{*}title").text == "Ours & <theirs>"  # type: ignore[union-attr]
        texts = {t.text for t in tree.iter("{http://www.w3.org/2000/svg}text")}
        assert {"China", "Belarus  −", "Ours & <theirs>", "twinning"} <= texts
        assert any("Made with PactGraph" in (t or "") for t in texts)


def placed_world() -> World:
    """Return the small world with coordinates for three towns."""

    where = {
        "by/gomel": (52.43, 30.98),
        "cn/chengdu": (30.57, 104.07),
        "by/brest": (52.1, 23.7),
        "cn/nanjing": (32.06, 118.8),
    }
    world = World([replace(a, lat=where[a.id][0], lon=where[a.id][1]) if a.id in where else a for a in ACTORS])
    world.statements = small_world().statements
    return world


def test_on_the_globe_ties_are_great_circles_and_nobody_is_lost(visit: Open) -> None:
    page = visit(placed_world(), view="world")
    assert page.state("view") == "world"
    assert {"by/gomel", "cn/chengdu", "by/brest", "cn/nanjing"} <= page.shown()
    unplaced = {a for a in ("by/exchange/butb", "cn/jiangsu") if a not in page.shown()}
    assert unplaced == {"by/exchange/butb", "cn/jiangsu"}
    assert "Without coordinates" in page.panel()
    assert "Belarusian Universal Commodity Exchange" in page.panel()
    # the great circle from Brest to Nanjing runs north of the straight line between them
    bulge = page.page.evaluate(
        """() => { const app = pactgraph;
        const at = (id) => app.scene.nodes.findIndex((n) => n.of.includes(app.model.byId.get(id)));
        const [a, b] = [at("by/brest"), at("cn/nanjing")].sort((x, y) => x - y);
        const c = app.scene.lines.find((l) => l.a === a && l.b === b).curve[0], m = c[Math.floor(c.length / 2)];
        return (app.scene.nodes[a].y + app.scene.nodes[b].y) / 2 - m[1]; }"""
    )
    assert bulge > 50


def test_a_map_without_coordinates_offers_no_globe(visit: Open) -> None:
    world = World([a for a in ACTORS if a.kind == "company" or a.kind == "exchange"])
    world.say("ACCREDITED_AT", "by/company/gomselmash", "by/exchange/butb")
    page = visit(world, view="world")
    assert page.page.locator("#views button[data-view=world]").is_hidden()
    assert page.state("view") == "overview"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["overview", "network", "world"])
def test_no_view_is_blank(visit: Open, size: dict[str, int], scheme: str, view: str) -> None:
    page = visit(placed_world(), size, scheme, fragment=f"view={view}")
    page.settle()
    assert dark_pixels(page) > 0.01


def test_a_phone_can_filter_and_read(visit: Open) -> None:
    page = visit(small_world(), PHONE)
    assert page.page.locator("#legend").is_hidden()
    page.page.click("#menu")
    page.page.click("input[data-set=noTypes][data-key=TRADES_WITH]")
    page.page.click("#menu")
    assert page.state("noTypes") == ["TRADES_WITH"]
    assert page.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_picture_moves_with_the_hand(visit: Open) -> None:
    page = visit(small_world(), fragment="view=network")
    before = page.page.evaluate("pactgraph.stage.view")
    page.page.mouse.move(400, 700)
    page.page.mouse.down()
    page.page.mouse.move(460, 730, steps=4)
    page.page.mouse.up()
    after = page.page.evaluate("pactgraph.stage.view")
    assert (round(after["x"] - before["x"]), round(after["y"] - before["y"])) == (60, 30)


def test_what_was_left_out_is_said_on_the_page(visit: Open) -> None:
    assert "12 actors are left out" in visit(small_world(), left_out="12 actors are left out").panel()


def test_a_notebook_frame_shows_the_map(visit: Open) -> None:
    from pactgraph.queries.network import network
    from pactgraph.viz.page import show_map

    page = visit(small_world())
    page.page.goto("about:blank")  # a notebook has no policy of ours
    page.page.set_content(show_map(network(small_world().reader(), evidence=True))._repr_html_())
    frame = page.page.frame_locator("iframe")
    frame.locator("body[data-ready]").wait_for(timeout=20_000)
    frame.locator("#views button[data-view=network]").click()
    assert "tie" in frame.locator("#panel h2").inner_text()

"""What a lead does at the desk in a browser: found a project, list what exists, release, make a report."""

import re
from collections.abc import Callable, Mapping

from playwright.sync_api import Locator, Page, expect

from tests.journeys import lipnica
from tests.journeys.town import within
from tests.journeys.walk import fill, look_with_axe, turning

Look = Callable[[Page], None]
INVENTORY, RELEASE, REPORTS = f"/inventory/{lipnica.SLUG}", f"/release/{lipnica.SLUG}", f"/reports/{lipnica.SLUG}"


def log_in(page: Page, name: str, password: str, language: str = "en") -> None:
    """The door; behind it is whatever there is to see."""
    page.goto(f"/login?lang={language}")
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/lead"))


def press(page: Page, scope: str = "main") -> None:
    """The one button in the strong colour, and no page of faults after it."""
    with turning(page):
        page.locator(f"{scope} button.btn.go").first.click()
    expect(page.locator("main .errors")).to_have_count(0)


def found(page: Page, look: Look = look_with_axe) -> None:
    """From the first page after the log-in to the link of an open survey, by what the pages offer."""
    page.locator("main a[href='/setup']").click()
    look(page)
    page.locator("#town").fill("Lipnica")
    page.locator("#help_phone").fill(lipnica.PHONE)
    press(page)
    look(page)
    page.locator("#lines").fill("\n".join(lipnica.DISTRICTS))
    press(page)
    look(page)
    press(page)
    add_activity(page)
    page.goto(f"/setup/{lipnica.SLUG}/days")
    look(page)
    press(page)
    expect(page).to_have_url(re.compile(f"/setup/{lipnica.SLUG}$"))
    look(page)


def add_activity(page: Page) -> None:
    """What one district adds to the list of all, before the survey opens."""
    page.goto(f"/setup/{lipnica.SLUG}/activities")
    page.locator("#activity").select_option(lipnica.LOCAL)
    page.locator("#where").select_option("gaj")
    page.locator("button[value=add]").click()
    expect(page.locator("main tbody li")).to_have_count(1)
    look_with_axe(page)


def enter(page: Page, kind: str, fields: Mapping[str, str], place: str, **chosen: str) -> None:
    """One entry of a list, from its district's page; what stands behind a line to open is opened."""
    page.goto(f"{INVENTORY}/at/{place.lower()}")
    page.locator(f"main a[href*='/{kind}/new']").click()
    for name, value in fields.items():
        if name == "activity":
            tick(page, "activities", value)
        elif name in ("kind", "readiness", "state"):
            choose(page, name, value)
        else:
            page.locator(f"[name='{name}']").fill(value)
    for name, label in chosen.items():
        choose(page, name, label)
    press(page, "main form.entries")
    expect(page.get_by_role("status").or_(page.locator("main .cards")).first).to_be_visible()


def tick(page: Page, name: str, value: str) -> None:
    """A box, also one that stands behind »show more«."""
    box = page.locator(f"[name='{name}'][value='{value}']")
    behind = box.locator("xpath=ancestor::details")
    if behind.count():
        behind.first.evaluate("part => { part.open = true }")
    box.check()


def choose(page: Page, name: str, said: str) -> None:
    """One of several, by its code or by what it says."""
    among = page.locator(f"select[name='{name}']")
    if among.count():
        options: Locator = among.locator("option")
        codes = [(option.get_attribute("value"), option.inner_text()) for option in options.all()]
        among.select_option(next(code for code, label in codes if code == said or label.startswith(said)))
    elif page.locator(f"[name='{name}'][value='{said}']").count():
        tick(page, name, said)
    else:
        page.locator(f"#{name}").locator("label", has_text=re.compile(rf"^\s*{said}")).click()


def list_what_exists(page: Page) -> None:
    """Two rooms, two organisations, four activities and an offer, each typed by hand."""
    for room, place in lipnica.ROOMS:
        enter(page, "rooms", room, place)
    for provider, place in lipnica.PROVIDERS:
        enter(page, "providers", provider, place, district_id=place)
    for offering, place, provider, room in lipnica.OFFERINGS:
        more = {"room_id": room} if room else {}
        enter(page, "offerings", offering, place, provider_id=provider, state="running", **more)
    enter(page, "offers", lipnica.OFFER, "Breg", provider_id="Društvo upokojencev")


def counted(page: Page) -> dict[str, tuple[int, ...]]:
    """How many of each list there are in each district, by the page of all lists."""
    page.goto(INVENTORY)
    rows = page.locator("table.stock tbody tr:has(th a[href*='/at/'])").all()
    codes = [str(row.locator("th a").get_attribute("href")).rpartition("/")[2] for row in rows]
    numbers = [tuple(map(int, row.locator("td b").all_inner_texts()[:4])) for row in rows]
    return dict(zip(codes, numbers, strict=True))


def link_for_organisations(page: Page) -> str:
    """A link to the form, made on its page."""
    page.goto(f"{INVENTORY}/links")
    press(page)
    look_with_axe(page)
    return page.locator(".address").inner_text()


def offer_by_link(page: Page, link: str, look: Look = look_with_axe) -> None:
    """Somebody of an organisation opens the link and fills page after page until it is sent."""
    page.goto(link)
    kept = page.locator("main h1", has_text=re.compile("Hvala|Thank you"))
    for _page in range(20):
        # A page that is still being loaded has neither: it must not be taken for the end of the form.
        expect(page.locator("#answers").or_(kept).first).to_be_visible()
        look(page)
        if kept.count():
            return
        fill(page, lipnica.FORM)
        with turning(page):
            page.locator(".acts button[name=go]").first.click()
    raise AssertionError(f"the form does not end: {page.locator('main').inner_text()}")


def confirm_all(page: Page, many: int) -> None:
    """Everything that waits, from the page of all districts."""
    page.goto(INVENTORY)
    look_with_axe(page)
    for left in range(many, 0, -1):
        cards = page.locator("#waiting .card")
        expect(cards).to_have_count(left)
        cards.first.locator("button.btn").click()
    expect(page.locator("#waiting")).to_have_count(0)


def to_do(page: Page, district: str) -> dict[str, tuple[str, int, int]]:
    """What a district's page says is to be done first: the stamp, and wanted by so many of so many."""
    page.goto(f"/lead/{lipnica.SLUG}/{district}")
    found_ = {}
    for thing in page.locator("#first .things > li").all():
        code = str(thing.get_attribute("id")).removeprefix("do-")
        said = thing.locator(".facts strong").first.text_content() or ""
        picked, of = map(int, re.findall(r"\d+", said))
        found_[code] = (_stamp(thing), picked, of)
    return found_


def _stamp(thing: Locator) -> str:
    stamps = thing.locator(".stamp")
    return (stamps.first.text_content() or "").strip() if stamps.count() else ""


def release(page: Page) -> None:
    """Prepare, look through, propose, and release alone, since there is no second person."""
    page.goto(RELEASE)
    press(page)
    within(300, lambda: page.goto(RELEASE) is not None and page.locator("#papers").count() > 0)
    look_with_axe(page)
    for href in [a.get_attribute("href") for a in page.locator("section.first .doors-row a").all()]:
        page.goto(str(href))
        look_with_axe(page)
    page.goto(RELEASE)
    press(page)
    page.locator("#typed").fill(lipnica.SLUG)
    press(page)
    expect(page.get_by_role("status")).to_be_visible()


def make_report(page: Page, place: str) -> dict[str, bytes]:
    """Through the four steps of the builder: every language as PDF; the files by their languages."""
    page.goto(REPORTS)
    page.locator(f"a.door[href*='/of/{place}']").click()
    for language in ("sl", "hr", "en"):
        page.locator(f"#language-{language}").check()
    for box in page.locator("[name=format]").all():
        box.set_checked(box.get_attribute("value") == "pdf")
    for _step in ("what", "own", "cover"):
        look_with_axe(page)
        press(page)
    press(page)
    within(300, lambda: page.locator(".files a").count() == 3 or page.reload() is None)
    look_with_axe(page)
    return dict(map(_taken(page), page.locator(".files a").all()))


def _taken(page: Page) -> Callable[[Locator], tuple[str, bytes]]:
    def take(link: Locator) -> tuple[str, bytes]:
        with page.expect_download() as coming:
            link.click()
        name = coming.value.suggested_filename
        return name.removesuffix(".pdf")[-2:], coming.value.path().read_bytes()

    return take

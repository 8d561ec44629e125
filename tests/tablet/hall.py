"""A page of our own scripts in a browser, without a server: at localhost, where everything for keeping is allowed."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Route

STATIC = Path(__file__).resolve().parents[2] / "survey" / "web" / "static"
ORIGIN = "http://localhost:9999"
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8"}


def serve(context: BrowserContext, pages: dict[str, str] | None = None) -> None:
    """Answer every request of the browser from the folder of static files, and from `pages` by their names."""
    given = {"": "<!doctype html><title>Hall</title><main id=main></main>"} | (pages or {})

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ORIGIN).lstrip("/").split("?")[0]
        file = STATIC / name
        if name in given:
            route.fulfill(content_type=KINDS.get(Path(name).suffix, KINDS[".html"]), body=given[name])
        elif file.is_file():
            route.fulfill(content_type=KINDS.get(file.suffix, "text/plain"), body=file.read_text("utf-8"))
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)


def opened(context: BrowserContext, pages: dict[str, str] | None = None) -> Page:
    """The first of these pages."""
    serve(context, pages)
    page = context.new_page()
    page.goto(f"{ORIGIN}/")
    return page

"""What a person does in the chat, the same on the page and in the widget."""

from __future__ import annotations

from playwright.sync_api import Page, Route


def open_widget(page: Page) -> None:
    page.locator(".launcher").click()
    page.locator("[data-part=field]").wait_for()


def write(page: Page, text: str) -> None:
    """Writes and sends with the keyboard."""
    field = page.locator("[data-part=field]")
    field.fill(text)
    field.press("Enter")


def ask(page: Page, text: str) -> None:
    """Writes and waits for the answer."""
    before = page.locator("li.bot").count()
    write(page, text)
    page.locator("li.bot").nth(before).wait_for()


def crisis(page: Page) -> None:
    ask(page, "en halua elää enää, mietin itsemurhaa")
    page.locator(".crisis").wait_for()


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
    write(page, "vuokra rästissä")
    page.locator(".status", has_text="").first.wait_for(state="attached")
    page.locator("[data-part=notice]:not([hidden])").wait_for()


def fail(page: Page) -> None:
    page.route("**/api/v1/chat", refuse)
    write(page, "vuokra rästissä")
    page.locator(".status.failed button").wait_for()


def refuse(route: Route) -> None:
    route.fulfill(status=503, headers={"Access-Control-Allow-Origin": "*"}, body="{}")


def spoken(page: Page) -> list[str]:
    """What the announcer has said since `listen`."""
    said: list[str] = page.evaluate("() => window.spoken")
    return said


def listen(page: Page) -> None:
    """Records every node that the announcer gets."""
    page.evaluate("""() => {
      window.spoken = [];
      const log = document.querySelector("[role=log]");
      new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(
        (node) => window.spoken.push(node.textContent)))).observe(log, {childList: true});
    }""")

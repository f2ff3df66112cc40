"""Debian's Chromium, driven by Playwright: what a person at a screen does and sees."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django_otp.oath import totp
from playwright.sync_api import Page, sync_playwright

from tests.journeys.town import Town

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """The browser of this machine; a machine without one is a failure, never a skip."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    assert found, "No Chromium here; .ci/run installs Debian's."
    return found


@contextmanager
def screens(town: Town, *, width: int = 1440) -> Iterator[Callable[[], Page]]:
    """Opens windows at the dashboard's door, in Persian, each a person of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)

        def window() -> Page:
            page = browser.new_context(
                base_url=town.address, locale="fa-IR", viewport={"width": width, "height": 900}
            ).new_page()
            page.set_default_timeout(20_000)
            return page

        try:
            yield window
        finally:
            browser.close()


@contextmanager
def screen(town: Town, *, width: int = 1440) -> Iterator[Page]:
    """A browser with one window."""
    with screens(town, width=width) as window:
        yield window()


def sign_in_vendor(page: Page, town: Town, mobile: str) -> None:
    page.goto("/dashboard/")
    page.locator("input[name=mobile]").fill(mobile)
    page.locator("form button[type=submit]").first.click()
    code = page.locator("input[name=code]")
    code.wait_for()
    code.fill(town.code_sent_to(f"+98{mobile[1:]}"))
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url("**/dashboard/vendor/")


def sign_in_staff(page: Page, mobile: str, password: str, device: Any) -> None:
    page.goto("/dashboard/login/?way=staff")
    page.locator("input[name=mobile]").fill(mobile)
    page.locator("input[name=password]").fill(password)
    page.locator("form button[type=submit]").first.click()
    token = page.locator("input[name=token]")
    token.wait_for()
    # A token about to change would be refused as too old.
    if time.time() % 30 > 26:
        time.sleep(5)
    token.fill(f"{totp(device.bin_key):06}")
    page.locator("form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")

"""A shopper's phone: the API with a token, and the browser that a hand-off page opens in."""

import re
from html import unescape
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

import httpx

from tests.journeys.lines import open_line
from tests.journeys.town import Town

ADDRESS = {
    "first_name": "سارا",
    "last_name": "محمدی",
    "mobile": "09123456789",
    "province": "tehran",
    "city": "tehran",
    "line": "خیابان ولیعصر، پلاک ۱۲",
    "postal_code": "1345678901",
}


class Phone:
    def __init__(self, town: Town, mobile: str = "09121110001") -> None:
        self.town, self.mobile = town, mobile
        self.http = open_line(base_url=f"{town.address}/api/v1/", timeout=30, headers={"Accept-Language": "fa"})

    def get(self, path: str, **params: Any) -> Any:
        answer = self.http.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: dict[str, Any] | None = None, *, key: str | None = None) -> httpx.Response:
        return self.http.post(path, json=body or {}, headers={"Idempotency-Key": key or uuid4().hex})

    def sign_in(self, audience: str = "shopper") -> "Phone":
        assert self.post("auth/otp/", {"mobile": self.mobile}).status_code == 202
        code = self.town.code_sent_to(f"+98{self.mobile[1:]}")
        answer = self.post("auth/otp/verify/", {"mobile": self.mobile, "code": code, "audience": audience})
        assert answer.status_code == 200, answer.text
        self.http.headers["Authorization"] = f"Bearer {answer.json()['access']}"
        return self

    def add(self, offer: str, quantity: int = 1) -> dict[str, Any]:
        answer = self.post("cart/lines/", {"offer": offer, "quantity": quantity})
        assert answer.status_code in {200, 201}, answer.text
        if token := answer.headers.get("X-Cart-Token"):
            self.http.headers["X-Cart-Token"] = token
        cart: dict[str, Any] = answer.json()
        return cart

    def checkout(self, **more: Any) -> httpx.Response:
        cart = self.get("cart/")
        body = {
            "address": ADDRESS,
            "deliveries": {
                group["market"]["handle"]: group["deliveries"][0]["code"]
                for group in cart["groups"]
                if group["deliveries"]
            },
            "payment": {"method": "gateway", "gateway": "zarinpal"},
        }
        quoted = self.post("checkout/quote/", body)
        assert quoted.status_code == 200, quoted.text
        return self.post("checkout/", {**body, "quote": quoted.json()["quote"], **more})

    def order(self, number: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"orders/{number}/")
        return found


class Browser:
    """Follows what the pages say: links, forms and redirects, without a session of ours."""

    def __init__(self) -> None:
        self.http = open_line(timeout=60)

    def open_bank(self, redirect_url: str) -> httpx.Response:
        """From our hand-off page to the bank's page."""
        handoff = self.http.get(redirect_url)
        assert handoff.status_code == 200, handoff.text
        assert handoff.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        target = re.search(r'(?:action|href)="([^"]*StartPay[^"]*)"', handoff.text)
        assert target, handoff.text
        page = self.http.get(urljoin(redirect_url, unescape(target[1])), headers={"Referer": redirect_url})
        assert page.status_code == 200, page.text
        return page

    def press(self, page: httpx.Response, action: str) -> httpx.Response:
        """Press a button of the bank; answers with its redirect to our callback, not yet followed."""
        return self.http.post(str(page.url), data={"action": action}, follow_redirects=False)

    def come_back(self, left: httpx.Response) -> httpx.Response:
        """Follow the bank's redirect to our callback and on to the result page."""
        return self.http.get(left.headers["Location"], follow_redirects=True)

    def pay(self, redirect_url: str) -> httpx.Response:
        return self.come_back(self.press(self.open_bank(redirect_url), "pay"))

"""Where a person stands and pays or does not: the same at every bank, but for the way back to the shop."""

from collections.abc import Callable
from urllib.parse import urlencode

from commerce.money.payments.sandbox import pages
from commerce.money.payments.sandbox.book import Attempt, Book
from commerce.money.payments.sandbox.messages import Answer, Request, page, see_other

MERCHANT = "آسود"


def serve_page(
    request: Request, attempt: Attempt | None, book: Book, *, send_back: Callable[[Attempt], Answer]
) -> Answer:
    """Show the page or do what its button says; `send_back` gets the attempt as it is then, paid or not."""
    if attempt is None:
        return page(pages.said("این پرداخت پیدا نشد."), status=404)
    if request.method != "POST":
        return _show(request, attempt, book)
    match request.form().get("action"):
        case "pay":
            book.pay(attempt.token)
        case "cancel":
            book.cancel(attempt.token)
        case "leave":
            book.pay(attempt.token)
            return page(pages.said("پرداخت شد. می‌توانید این صفحه را ببندید."))
        case _:
            return page(pages.said("دکمه‌ای انتخاب نشد."), status=400)
    return send_back(book.find(attempt.bank, attempt.token) or attempt)


def back_by_get(attempt: Attempt, told: dict[str, str]) -> Answer:
    """The way back of banks that call back by GET."""
    return see_other(f"{attempt.callback_url}{'&' if '?' in attempt.callback_url else '?'}{urlencode(told)}")


def _show(request: Request, attempt: Attempt, book: Book) -> Answer:
    book.note_referer(attempt.token, request.headers.get("referer", ""))
    if attempt.state != "open":
        return page(pages.said("این پرداخت پیش‌تر انجام یا لغو شده است."), status=410)
    return page(pages.paying(attempt, merchant=MERCHANT))

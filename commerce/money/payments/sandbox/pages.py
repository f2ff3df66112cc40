"""The bank's pages, in Persian: what a person pays, and two buttons."""

from collections.abc import Mapping, Sequence
from html import escape

from commerce.foundation.core.money import Money
from commerce.foundation.core.text import group_digits
from commerce.money.payments.sandbox.book import Attempt

FRAME = """<!doctype html>
<html lang="fa" dir="rtl"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>بانک آزمایشی</title>
<style>
* {{ box-sizing: border-box; }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; background: #eef1f6; color: #1b2330;
  font: 1rem/1.9 Vazirmatn, Tahoma, sans-serif; }}
main {{ width: min(26rem, 92vw); background: #fff; border-radius: 1rem; padding: 1.5rem;
  box-shadow: 0 8px 30px #1b233022; }}
h1 {{ font-size: 1.1rem; margin: 0 0 1rem; color: #7a5b00; }}
dl {{ display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; }}
dd {{ margin: 0; text-align: end; font-weight: 700; }}
button {{ width: 100%; margin-top: .6rem; padding: .7rem; border-radius: .7rem; border: 1px solid #c9d0db;
  background: #fff; font: inherit; cursor: pointer; }}
button.pay {{ background: #0a7d4f; border-color: #0a7d4f; color: #fff; font-weight: 700; }}
</style></head><body><main><h1>بانک آزمایشی — پول واقعی جابه‌جا نمی‌شود</h1>{content}</main></body></html>"""

PAYING = """<dl>
<dt>پذیرنده</dt><dd>{merchant}</dd><dt>بابت</dt><dd>{description}</dd>
<dt>مبلغ</dt><dd>{rials} ریال</dd><dt>معادل</dt><dd>{shown}</dd>
</dl>
<form method="post">
<button class="pay" name="action" value="pay">پرداخت</button>
<button name="action" value="cancel">انصراف</button>
<button name="action" value="leave">پرداخت و بستن صفحه (بدون بازگشت)</button>
</form>"""


def framed(content: str) -> str:
    return FRAME.format(content=content)


def paying(attempt: Attempt, *, merchant: str) -> str:
    """The page on which a person pays or does not."""
    return framed(
        PAYING.format(
            merchant=escape(merchant),
            description=escape(attempt.description),
            rials=group_digits(attempt.amount, language="fa"),
            shown=Money(attempt.amount).display("fa"),
        )
    )


def going_back(url: str, fields: Mapping[str, str]) -> str:
    """The way back to the shop by a form, as banks that call back by POST do it; it sends itself."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields.items()
    )
    return framed(
        f'<form id="back" method="post" action="{escape(url)}">{hidden}'
        "<button>بازگشت به فروشگاه</button></form><script>document.getElementById('back').submit()</script>"
    )


def said(text: str) -> str:
    return framed(f"<p>{escape(text)}</p>")


def listing(attempts: Sequence[Attempt]) -> str:
    """The latest attempts, for developers."""
    rows = "".join(
        f"<dt>{escape(attempt.state)}</dt><dd>{group_digits(attempt.amount, language='fa')} ریال · "
        f"{escape(attempt.description)}</dd>"
        for attempt in attempts
    )
    return framed(f"<dl>{rows}</dl>" if rows else "<p>هنوز پرداختی نبوده است.</p>")

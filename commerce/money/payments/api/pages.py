"""Pages that a browser sees on its way to a bank and back: no session, no outside resource, never kept."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bank_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200, form_action: str = "'none'"
) -> HttpResponse:
    """A page of ours in the shopper's language; a form on it may go to `form_action` and nowhere else."""
    nonce = secrets.token_urlsafe(16)
    page = HttpResponse(render_to_string(template, {**context, "nonce": nonce}, request=request), status=status)
    page["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'self'; script-src 'nonce-{nonce}'; img-src 'self'; font-src 'self'; "
        f"form-action {form_action}; base-uri 'none'; frame-ancestors 'none'"
    )
    # Banks open only for a browser that says which shop it comes from.
    page["Referrer-Policy"] = "strict-origin-when-cross-origin"
    page["Cache-Control"] = "private, no-store"
    return page


def see_other(url: str) -> HttpResponse:
    """Go on with a GET, whatever brought you here."""
    return HttpResponse(status=303, headers={"Location": url, "Cache-Control": "private, no-store"})

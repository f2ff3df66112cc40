"""The sandbox bank under our own web address, so that a phone on the same network can pay too.

The bank is a process of its own; each request of a browser is handed to it and its answer handed back. Our own calls go
to it straight (SERVERS_BEHIND_US): through here each would hold two threads, and a busy
server would wait for itself.
"""

import httpx
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.views.decorators.csrf import csrf_exempt

PREFIX = "sandbox-bank/"
TIMEOUT = httpx.Timeout(90.0, connect=2.0)
HANDED_ON = ("content-type", "accept", "referer", "accept-language")
HANDED_BACK = ("content-type", "location", "content-security-policy", "referrer-policy", "cache-control")


def urlpatterns() -> list[URLPattern]:
    """Nothing where there is no sandbox bank."""
    return [re_path(rf"^{PREFIX}(?P<rest>.*)$", hand_over)] if settings.SANDBOX_BANK else []


@csrf_exempt
def hand_over(request: HttpRequest, rest: str) -> HttpResponse:
    """Ask the bank what we were asked."""
    query = request.META.get("QUERY_STRING", "")
    headers = {name: request.headers[name] for name in HANDED_ON if name in request.headers}
    try:
        answer = httpx.request(
            str(request.method),
            f"{settings.SANDBOX_BANK_URL}/{rest}{'?' if query else ''}{query}",
            content=request.body,
            headers=headers,
            timeout=TIMEOUT,
            trust_env=False,
        )
    except httpx.HTTPError as error:
        why = f"The sandbox bank did not answer: {type(error).__name__}"
        return HttpResponse(why, status=502, content_type="text/plain")
    back = {name: answer.headers[name] for name in HANDED_BACK if name in answer.headers}
    return HttpResponse(answer.content, status=answer.status_code, headers=back)

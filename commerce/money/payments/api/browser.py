"""The doors that a browser passes on its way to the bank and back. Nobody is signed in here."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.rest.views import OpenView
from commerce.money.payments import selectors
from commerce.money.payments.api.pages import bank_page, see_other
from commerce.money.payments.errors import HandoffInProgress, HandoffLinkExpired
from commerce.money.payments.models import Payment
from commerce.money.payments.services import open_handoff, settle_return, take_callback
from commerce.money.payments.states import WAITING

PAGE = OpenApiResponse(OpenApiTypes.STR, description="A page in the shopper's language.")
ON_THE_WAY = OpenApiResponse(description="To the result page or the app link.")


class AnyAccept(BaseContentNegotiation):
    """Browsers ask for HTML and get it; nothing here depends on the Accept header."""

    def select_renderer(self, request: Request, renderers: Iterable[Any], format_suffix: Any = None) -> tuple[Any, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class BrowserDoor(OpenView):
    authentication_classes = ()
    content_negotiation_class = AnyAccept


class HandoffView(BrowserDoor):
    @extend_schema(
        parameters=[OpenApiParameter("token", str, required=True)],
        responses={(200, "text/html"): PAGE, 303: ON_THE_WAY, (403, "text/html"): PAGE, (503, "text/html"): PAGE},
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """The hand-off page: it names the bank and takes the browser there."""
        if not selectors.opens_handoff(public_id=public_id, token=request.GET.get("token", "")):
            return problem_page(request, HandoffLinkExpired())
        payment = selectors.payment_named(public_id)
        if payment is None:
            return problem_page(request, HandoffLinkExpired())
        if payment.status not in WAITING:
            return see_other(selectors.result_url(payment))
        with translation.override(payment.payer.language):
            return handoff_page(request, payment)


class CallbackView(BrowserDoor):
    @extend_schema(request=None, responses={303: ON_THE_WAY, (404, "text/html"): PAGE})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Where a bank sends the browser back to."""
        return came_back(request, slug)

    @extend_schema(request=None, responses={303: ON_THE_WAY, (404, "text/html"): PAGE})
    def post(self, request: Request, slug: str) -> HttpResponse:
        """Where a bank sends the browser back to, by a form."""
        return came_back(request, slug)


def handoff_page(request: Request, payment: Payment) -> HttpResponse:
    try:
        handoff = open_handoff(payment=payment)
    except HandoffInProgress as problem:
        return problem_page(request, problem, refresh=2)
    except DomainError as problem:
        return problem_page(request, problem, link=selectors.link_of(payment))
    context = {"payment": payment, "handoff": handoff, "title": selectors.title_of(payment)}
    return bank_page(request._request, "payments/handoff.html", context, form_action=handoff.origin)


def problem_page(request: Request, problem: DomainError, **context: Any) -> HttpResponse:
    page = bank_page(request._request, "payments/problem.html", {"problem": problem, **context}, status=problem.status)
    for name, value in problem.headers.items():
        page[name] = value
    return page


def came_back(request: Request, slug: str) -> HttpResponse:
    browser = request._request
    payment = take_callback(gateway_slug=slug, data={**browser.GET.dict(), **browser.POST.dict()})
    if payment is None:
        return bank_page(browser, "payments/unknown.html", {}, status=404)
    return see_other(selectors.return_url(settle_return(payment=payment)))


def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """How a payment stands, for whoever comes back from the bank."""
    payment = selectors.payment_named(public_id)
    if payment is None:
        raise Http404
    with translation.override(payment.payer.language):
        return bank_page(request, "payments/result.html", selectors.result_of(payment))

"""The market on screen, for those who work in several."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dashboards.base.seats import choose_market


@require_POST
def switch_market(request: HttpRequest) -> HttpResponse:
    """Put another of one's own markets on screen; a stranger's market is not there."""
    if choose_market(request, request.POST.get("handle", "")) is None:
        raise Http404
    return redirect("vendor:home")

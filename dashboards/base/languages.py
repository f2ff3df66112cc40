"""The language on screen, and the switch between Persian and English."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST
from wagtail.users.models import UserProfile


def language() -> str:
    """`fa` or `en`."""
    return (get_language() or settings.LANGUAGE_CODE).partition("-")[0]


def other_language() -> tuple[str, str]:
    """Code and own name of the language that the switch leads to."""
    return ("en", "English") if language() == "fa" else ("fa", "فارسی")


@require_POST
def switch_language(request: HttpRequest, code: str) -> HttpResponse:
    """Read the dashboard in another language from now on."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    profile = UserProfile.get_for_user(request.user)
    profile.preferred_language = code
    profile.save(update_fields=["preferred_language"])
    back = request.headers.get("referer", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "wagtailadmin_home")

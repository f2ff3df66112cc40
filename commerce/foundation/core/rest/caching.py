"""Validators: a public GET may be kept and asked again with its ETag; everything else is private."""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response

PUBLIC_SECONDS = 30


def with_validators(request: Request, response: Response, *, public: bool) -> Response:
    if request.method != "GET" or response.status_code != 200:
        response.setdefault("Cache-Control", "private, no-store")
        return response
    patch_vary_headers(response, ["Accept-Language", "Accept-Encoding"])
    if not public:
        patch_vary_headers(response, ["Authorization"])
        response.setdefault("Cache-Control", "private, no-cache")
        return response
    response.setdefault("Cache-Control", f"public, max-age={PUBLIC_SECONDS}")
    response.add_post_render_callback(lambda rendered: _tagged(request, rendered))
    return response


def _tagged(request: Request, response: Response) -> HttpResponse | None:
    # Weak: the compressing middleware changes the bytes, not the meaning.
    tag = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    response["ETag"] = f'W/"{tag}"'
    answer = get_conditional_response(request._request, etag=response["ETag"], response=response)
    return None if answer is response else answer

"""A print on its way to somebody who may have it."""

from urllib.parse import quote

from django.http import HttpResponse

from commerce.money.invoices.services.printing import PaperFile


def pdf_response(file: PaperFile) -> HttpResponse:
    """A paper as a browser may show it: nothing in it runs, and nobody keeps a copy on the way."""
    answer = HttpResponse(file.content, content_type="application/pdf")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(file.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer

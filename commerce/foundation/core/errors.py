"""One family of errors: what a person may have done wrong, with a stable code and an HTTP status."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class DomainError(Exception):
    """A rule of the trade said no. Doors render it; anything else that escapes is a bug.

    `extra` holds members added to the problem document (for example the new cart of a `price_changed`).
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    message: ClassVar[Text] = _("This is not possible.")

    def __init__(self, detail: Text | None = None, *, headers: dict[str, str] | None = None, **extra: Any) -> None:
        self.detail = detail or self.message
        self.headers = headers or {}
        self.extra = extra
        super().__init__(str(self.code))


class InvalidInput(DomainError):
    """Fields that cannot be taken, as `{field: [(code, detail)]}`."""

    code = "invalid"
    message = _("Some fields are not valid.")

    def __init__(self, errors: dict[str, list[tuple[str, Text]]]) -> None:
        super().__init__(
            errors={
                field: [{"code": code, "detail": detail} for code, detail in problems]
                for field, problems in errors.items()
            }
        )


class NotFound(DomainError):
    code = "not_found"
    status = 404
    message = _("This was not found.")


class Forbidden(DomainError):
    code = "forbidden"
    status = 403
    message = _("You may not do this.")


class StepUpRequired(DomainError):
    code = "step_up_required"
    status = 403
    message = _("Confirm with a fresh code first.")


class IllegalTransition(DomainError):
    code = "illegal_transition"
    status = 409
    message = _("Its state has changed; this is no longer possible.")


class IdempotencyKeyRequired(DomainError):
    code = "idempotency_key_required"
    message = _("Send an Idempotency-Key header (up to 128 characters).")


class IdempotencyMismatch(DomainError):
    code = "idempotency_mismatch"
    status = 422
    message = _("This Idempotency-Key was used with another request.")


class InFlight(DomainError):
    code = "in_flight"
    status = 409
    message = _("The same request is still being worked on.")


class Throttled(DomainError):
    code = "throttled"
    status = 429
    message = _("Too many tries; wait a little.")


class Unreachable(Exception):
    """A server outside did not answer, or nothing that can be read: unknown, ask again later."""


class Refused(Exception):
    """A server outside answered and said no, with its own code."""

    def __init__(self, code: str, text: str = "") -> None:
        self.code = code
        super().__init__(f"{code} {text}".strip())

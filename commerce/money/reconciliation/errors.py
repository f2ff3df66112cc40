"""What reconciliation refuses."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class FileKnown(DomainError):
    code = "settlement_file_known"
    status = 409
    message = _("This very file was uploaded for this gateway before.")


class NotOurGateway(DomainError):
    code = "not_our_gateway"
    status = 409
    message = _("Money of a market's own gateway does not come to us; there is nothing to reconcile.")


class NothingToPost(DomainError):
    code = "nothing_to_post"
    status = 409
    message = _("No row of this file would be posted.")


class CheckerIsMaker(DomainError):
    code = "checker_is_maker"
    status = 403
    message = _("Another person than the one who uploaded or submitted it has to approve it.")


class ReconciledMeanwhile(DomainError):
    code = "reconciled_meanwhile"
    status = 409
    message = _("Some of its payments were reconciled by another file meanwhile: refuse it, and have it read again.")


class AlreadyResolved(DomainError):
    code = "already_resolved"
    status = 409
    message = _("This difference was resolved before.")

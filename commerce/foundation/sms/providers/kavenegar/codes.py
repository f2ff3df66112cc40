"""What Kavenegar refuses for good, in words for staff.

The others (402 failed, 409 busy, 451 too fast, and any that we never heard of) say nothing final: later may succeed.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OURS = _("The SMS carrier does not understand our request.")
PLACE = _("The SMS carrier does not accept requests from our server's address.")
TEXT = _("The SMS carrier does not accept what the text holds.")
TEMPLATE = _("The SMS carrier does not accept our template or its values.")

REFUSALS: dict[int, Promise] = {
    **dict.fromkeys((400, 404, 405, 406, 414, 415, 417, 419, 428, 604, 607), OURS),
    401: _("Our account at the SMS carrier is disabled."),
    403: _("The SMS carrier does not know our key."),
    407: PLACE,
    411: _("The SMS carrier does not accept this mobile number."),
    412: _("The SMS carrier does not accept our line."),
    413: _("The text is empty or too long for the SMS carrier."),
    416: PLACE,
    418: _("Our credit at the SMS carrier is used up."),
    420: TEXT,
    422: TEXT,
    424: TEMPLATE,
    426: _("Codes need another service plan at the SMS carrier."),
    427: _("Our line may not send this at the SMS carrier."),
    429: PLACE,
    431: TEMPLATE,
    432: TEMPLATE,
    501: _("A test account at the SMS carrier sends to its owner only."),
}

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import NotFound


class UnknownScreen(NotFound):
    code = "unknown_screen"
    message = _("There is no such screen.")


class UnknownPage(NotFound):
    code = "unknown_page"
    message = _("There is no such page.")

"""The parts of Oscar we install without its HTML views, dashboards and receivers."""

from oscar.core.application import OscarConfig


class OscarShell(OscarConfig):
    """Oscar's templates and checks, without its dashboards and its URL tree."""

    name = "oscar"

    def ready(self) -> None:
        import oscar.checks  # noqa: F401


class OscarDashboardLabel(OscarConfig):
    """Oscar's template tags look for an app labelled `dashboard`; ours are elsewhere."""

    name = "oscar.apps.dashboard"
    label = "dashboard"


class OscarAnalytics(OscarConfig):
    """Tables only: its receivers would add every order to one 12-digit row inside our transaction."""

    name = "oscar.apps.analytics"
    label = "analytics"


class OscarCommunication(OscarConfig):
    name = "oscar.apps.communication"
    label = "communication"


class OscarCustomer(OscarConfig):
    name = "oscar.apps.customer"
    label = "customer"


class OscarPayment(OscarConfig):
    """Tables only: nothing of ours writes to them, `commerce.money.payments` does the work."""

    name = "oscar.apps.payment"
    label = "payment"


class OscarSearch(OscarConfig):
    name = "oscar.apps.search"
    label = "search"


class OscarWishlists(OscarConfig):
    name = "oscar.apps.wishlists"
    label = "wishlists"

"""What orders tell the reader of the books."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.money.ledger.causes import Explanation, explains, name_reasons

name_reasons(
    {
        "capture_not_fulfilled": gettext_lazy("A late payment is owed back"),
        "not_fulfilled": gettext_lazy("An order could not be fulfilled"),
        "rejected": gettext_lazy("A vendor rejected the order"),
        "lines_cancelled": gettext_lazy("Lines of an order were cancelled"),
        "not_taken": gettext_lazy("Goods were not taken at the door"),
        "repaid_by_market": gettext_lazy("A market gave money back by hand"),
    }
)


@explains("order")
def orders(numbers: Collection[str]) -> dict[str, Explanation]:
    title = _("Order %(number)s")
    return {number: Explanation(title % {"number": number}, "order", number) for number in numbers}

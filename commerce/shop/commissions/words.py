"""Rules and decisions as sentences: for screens, spreadsheets and answers of the API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from commerce.foundation.core import clock
from commerce.foundation.core.errors import Text
from commerce.foundation.core.money import Money
from commerce.foundation.core.text import group_digits, write_percent
from commerce.money.settlement import shares
from commerce.money.settlement.shares import RuleInWords, tells_rule
from commerce.shop.commissions.deciding import OF_OTHERS
from commerce.shop.commissions.models import CommissionRule
from commerce.shop.commissions.names import Names

WHY_NOT: Mapping[str, Text] = {
    "applies_to": gettext_lazy("it is about something else (goods or delivery)"),
    "markets": gettext_lazy("it is for other markets"),
    "plans": gettext_lazy("it is for other plans"),
    "categories": gettext_lazy("it is for other categories"),
    "products": gettext_lazy("it is for other products"),
    "brands": gettext_lazy("it is for other brands"),
    "payments": gettext_lazy("it is for other ways to pay"),
    "min_price": gettext_lazy("one piece is cheaper than it asks"),
    "max_price": gettext_lazy("one piece is dearer than it asks"),
}
BOUNDS: Mapping[str, Text] = {
    "floor": gettext_lazy("the least of the rule was taken"),
    "cap": gettext_lazy("the most of the rule was taken"),
    "line": gettext_lazy("no more than the line itself was taken"),
}


@dataclass(frozen=True, slots=True)
class PassedRule:
    """A rule that was asked before and did not fit."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a share is what it is: what decided, the bound it met, and what was passed by before."""

    text: str
    bound: str = ""
    passed: tuple[PassedRule, ...] = ()
    about_others: int = 0

    @property
    def others(self) -> str:
        """How many more were passed by that are about others."""
        if not self.about_others:
            return ""
        number = group_digits(self.about_others, language=_language())
        return ngettext("%(number)s rule for others", "%(number)s rules for others", self.about_others) % {
            "number": number
        }


def reason_of(told: Mapping[str, Any], *, for_market: bool = False) -> Reason:
    """A frozen decision in words; a market is not told the names of rules about others."""
    found = shares.rule_in_words(told, for_market=for_market)
    passed = tuple(PassedRule(name, why) for name, why in found.passed)
    return Reason(found.text, found.bound, passed, found.about_others)


@tells_rule("commission_rule")
@tells_rule("flat_percentage")
@tells_rule("no_rate")
@tells_rule("vat_on_commission")
def tell(rule: Mapping[str, Any], *, for_market: bool) -> RuleInWords:
    """What decided about a commission, and the rules that were asked before."""
    passed: Sequence[Mapping[str, str]] = rule.get("passed", ())
    shown = [one for one in passed if not (for_market and one["why"] in OF_OTHERS)]
    return RuleInWords(
        text=_deciding(rule),
        bound=str(BOUNDS.get(rule.get("bound", ""), "")),
        passed=tuple((one["name"], str(WHY_NOT.get(one["why"], one["why"]))) for one in shown),
        about_others=len(passed) - len(shown),
    )


def rule_in_words(rule: CommissionRule, names: Names) -> str:
    """For which sales a rule is, and how much it takes, in a sentence."""
    return _("%(sales)s: %(fee)s") % {"sales": sales_in_words(rule, names), "fee": fee_in_words(_fee(rule))}


def sales_in_words(rule: CommissionRule, names: Names) -> str:
    """For which sales a rule is."""
    asked = {
        "markets": _("market %(names)s"),
        "categories": _("in the category %(names)s"),
        "products": _("product %(names)s"),
        "brands": _("brand %(names)s"),
        "plans": _("plan %(names)s"),
        "payments": _("paid by %(names)s"),
    }
    parts = [
        text % {"names": _either([names.of(name, ref) for ref in getattr(rule, name)])}
        for name, text in asked.items()
        if getattr(rule, name)
    ]
    if rule.min_price is not None:
        parts.append(_("one piece from %(amount)s") % {"amount": _money(rule.min_price)})
    if rule.max_price is not None:
        parts.append(_("one piece below %(amount)s") % {"amount": _money(rule.max_price)})
    about = {"shipping": _("delivery"), "both": _("goods and delivery")}.get(rule.applies_to)
    return _list([*([about] if about else []), *(parts or [_("every sale")])])


def fee_in_words(fee: Mapping[str, Any]) -> str:
    """Percent, fixed part, floor and cap."""
    percent, fixed = write_percent(str(fee["percent"]), language=_language()), int(fee.get("fixed") or 0)
    parts = [_("%(percent)s + %(fixed)s") % {"percent": percent, "fixed": _money(fixed)} if fixed else percent]
    if fee.get("floor"):
        parts.append(_("at least %(amount)s") % {"amount": _money(fee["floor"])})
    if fee.get("cap") is not None:
        parts.append(_("at most %(amount)s") % {"amount": _money(fee["cap"])})
    return _list(parts)


def _deciding(told: Mapping[str, Any]) -> str:
    kind, of = told.get("rule", ""), told.get("of")
    if kind == "commission_rule":
        text = _("Rule “%(name)s”: %(fee)s") % {"name": told["name"], "fee": fee_in_words(told)}
    elif kind == "flat_percentage":
        since = clock.jalali_date(datetime.fromisoformat(told["since"]), language=_language())
        text = _("General rate since %(day)s: %(fee)s") % {"day": since, "fee": fee_in_words(told)}
    elif kind == "vat_on_commission":
        text = _("Value added tax on the commission: %(fee)s") % {"fee": fee_in_words(told)}
    else:
        text = _("No rule asks for a commission here")
    return text if of is None else _("%(what)s, of %(amount)s") % {"what": text, "amount": _money(of)}


def _fee(rule: CommissionRule) -> dict[str, Any]:
    return {"percent": rule.percent, "fixed": rule.fixed, "floor": rule.floor, "cap": rule.cap}


def _money(amount: int) -> str:
    return Money(int(amount)).display(_language())


def _either(names: Sequence[str]) -> str:
    return _(" or ").join(names)


def _list(parts: Sequence[str]) -> str:
    return _(", ").join(parts)


def _language() -> str:
    return (get_language() or "fa").partition("-")[0]

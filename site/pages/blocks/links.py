"""A link an editor sets: to a page of ours, or to any address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

safe_address = RegexValidator(
    r"^(/(?!/)|https://)\S*$",
    message=_("Begin with / for a page of this site, or with https:// for another."),
    code="unsafe_address",
)


class LinkBlock(blocks.StructBlock):
    """A label and exactly one target; without a label there is no link."""

    label = blocks.CharBlock(label=_("Label"), required=False, max_length=40)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("Address"),
        required=False,
        max_length=300,
        validators=[safe_address],
        help_text=_("Instead of a page: /categories/mobile/ or https://…"),
    )

    class Meta:
        label = _("Button")
        icon = "link"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if problems := _problems(cleaned):
            raise blocks.StructBlockValidationError(block_errors=problems)
        return cleaned


def link_data(value: Any) -> dict[str, str] | None:
    """The label and the address behind a link, or nothing where none was set or its page is gone."""
    page = value.get("page")
    url = page.url if page and page.live else value.get("address")
    return {"label": value["label"], "url": url} if value.get("label") and url else None


def _problems(value: Any) -> dict[str, ValidationError]:
    page, address, label = value.get("page"), value.get("address"), value.get("label")
    if page and address:
        return {"address": ValidationError(_("Choose a page or give an address, not both."), code="two_targets")}
    if label and not (page or address):
        return {"page": ValidationError(_("Choose a page or give an address."), code="no_target")}
    if (page or address) and not label:
        return {"label": ValidationError(_("Say what the button reads."), code="no_label")}
    return {}

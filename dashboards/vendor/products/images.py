"""Pictures of a product: several at once, in any order, taken away after a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.shop.catalogue import services as catalogue
from dashboards.vendor.products.editing import ProductAction


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several files from one field."""

    widget = ManyFiles(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(PicturesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    image = PicturesField(label=_("Pictures"), help_text=_("JPEG, PNG, WebP or GIF, up to 10 MB each."))


class AddImages(ProductAction):
    page_title = _("Add pictures")
    form_class = UploadForm
    submit_label = _("Upload")
    done = _("The pictures were added.")

    def perform(self, data: dict[str, Any]) -> None:
        for file in data["image"]:
            catalogue.add_image(**self.named, upload=file)


class OrderForm(forms.Form):
    images = forms.CharField(widget=forms.HiddenInput, max_length=1000)

    def clean_images(self) -> list[str]:
        return [name for name in self.cleaned_data["images"].split(",") if name]


class OrderImages(ProductAction):
    page_title = _("Order of pictures")
    intro = _("The first picture is the one that lists show.")
    form_class = OrderForm
    done = _("The pictures stand in their new order.")

    def perform(self, data: dict[str, Any]) -> None:
        catalogue.reorder_images(**self.named, images=data["images"])


class DeleteImage(ProductAction):
    page_title = _("Delete the picture")
    intro = _("The picture goes away from the product. Orders that show it keep it.")
    submit_label = _("Delete")
    done = _("The picture is gone.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> None:
        catalogue.remove_image(**self.named, image=self.kwargs["image"])

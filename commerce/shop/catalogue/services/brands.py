from django.utils.text import slugify

from commerce.shop.catalogue.models import Brand


def brand_named(*, name: str) -> Brand | None:
    """The brand of a name, made when it is new; none for no name."""
    slug = slugify(name, allow_unicode=True)[:80]
    if not slug:
        return None
    return Brand.objects.get_or_create(slug=slug, defaults={"name": name[:120]})[0]

from oscar.core.application import OscarConfig


class CatalogueConfig(OscarConfig):
    name = "commerce.shop.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        # Oscar's own receivers keep `Category.ancestors_are_public` true; its HTML views stay unloaded.
        from oscar.apps.catalogue import receivers  # noqa: F401

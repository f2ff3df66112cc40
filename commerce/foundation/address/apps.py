from typing import Any

from oscar.core.application import OscarConfig


class AddressConfig(OscarConfig):
    name = "commerce.foundation.address"
    label = "address"

    def ready(self, *args: Any, **kwargs: Any) -> None:
        super().ready(*args, **kwargs)
        from commerce.foundation.address import personal_data  # noqa: F401

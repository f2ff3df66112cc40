"""Oscar's defaults, and what we decide differently."""

from oscar.defaults import *  # noqa: F403

OSCAR_SHOP_NAME = "Asoud"
OSCAR_DEFAULT_CURRENCY = "IRR"
OSCAR_ALLOW_ANON_CHECKOUT = False
OSCAR_OFFER_ROUNDING_FUNCTION = "commerce.foundation.core.money.whole_rials"
OSCAR_SLUG_ALLOW_UNICODE = True
OSCAR_DELETE_IMAGE_FILES = False
# Orders move by `commerce.shop.order.states`, never by Oscar's check-then-act pipeline.
OSCAR_ORDER_STATUS_PIPELINE: dict[str, tuple[str, ...]] = {}
OSCAR_INITIAL_ORDER_STATUS = "pending_payment"
OSCAR_INITIAL_LINE_STATUS = "placed"
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"

"""Oscar looks for a fork's classes under this name (`get_class("order.utils", "OrderCreator")`)."""

from oscar.apps.order.utils import *  # noqa: F403

from commerce.shop.order.creator import OrderCreator  # noqa: F401

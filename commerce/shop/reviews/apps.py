from oscar.core.application import OscarConfig


class ReviewsConfig(OscarConfig):
    name = "commerce.shop.reviews"
    label = "reviews"

from oscar.apps.catalogue.reviews.abstract_models import AbstractProductReview
from oscar.apps.catalogue.reviews.managers import ProductReviewQuerySet


class ProductReview(AbstractProductReview):
    """What a buyer says of a product."""

    # Oscar would look for this manager under `catalogue`, where the fork is not (architecture 5.8).
    objects = ProductReviewQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return f"/products/{self.product.public_id}/#reviews"


from oscar.apps.catalogue.reviews.models import *  # noqa: E402, F403

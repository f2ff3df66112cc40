from typing import Any

from django.core.management.base import BaseCommand

from commerce.shop.listing.services import rebuild_listing


class Command(BaseCommand):
    help = "Writes every row that product lists show anew, from products, offers, markets, sales and reviews."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_listing()} products")

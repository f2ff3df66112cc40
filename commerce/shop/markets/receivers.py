"""What lower apps ask of markets."""

from commerce.foundation.accounts.audiences import audience_gates
from commerce.foundation.accounts.models import Audience
from commerce.shop.markets.selectors import works_in_a_market

audience_gates.add(Audience.VENDOR, works_in_a_market)

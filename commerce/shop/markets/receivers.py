"""What lower apps ask of markets."""

from commerce.foundation.accounts.audiences import audience_gates
from commerce.foundation.accounts.models import Audience
from commerce.money.remittances.owners import own_people
from commerce.shop.markets.policies import works_in
from commerce.shop.markets.selectors import works_in_a_market

audience_gates.add(Audience.VENDOR, works_in_a_market)
own_people.add("market", works_in)

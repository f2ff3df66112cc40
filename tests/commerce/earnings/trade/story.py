"""What all stories of the street share; a story begins on an empty street and leaves no trace."""

from hypothesis import strategies as st

from commerce.foundation.accounts.models import User
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import PaymentWish
from tests.commerce.earnings.trade.street import OURS, THEIRS, Street
from tests.commerce.money.stories.fair import actor_of
from tests.commerce.money.stories.story import Story
from tests.factories import tenant_of

__all__ = ["TradeStory", "baskets", "vouchers", "wishes"]

baskets = st.tuples(st.integers(0, 3), st.integers(0, 1), st.integers(0, 2)).filter(any)
vouchers = st.lists(st.sampled_from([OURS, THEIRS]), unique=True)
wishes = st.one_of(
    st.builds(
        PaymentWish,
        gateway=st.sampled_from(["plain", "silent", "telling", "thorough"]),
        wallet_amount=st.sampled_from([0, 0, 70_003]),
    ),
    st.builds(PaymentWish, method=st.sampled_from(["wallet", "cod", "cod"])),
)


class TradeStory(Story):
    ground: Street  # type: ignore[assignment]

    def person(self, who: int) -> User:
        return self.ground.people[who]

    def as_market(self, part: VendorOrder) -> dict:
        """The owner of a part's market acts for it."""
        place = [market.pk for market in self.ground.markets].index(part.market_id)
        owner = self.ground.owners[place]
        return {"actor": actor_of(owner), "tenant": tenant_of(self.ground.markets[place])}

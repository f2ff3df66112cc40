"""Money moves and leaves: between people, to their bank accounts, and back to who paid."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.payments.models import Refund
from commerce.money.payments.services import resolve_refund, send_due_refunds
from commerce.money.remittances import services as remittances
from commerce.money.remittances.models import Batch, Remittance
from commerce.money.wallets import codes
from commerce.money.wallets import services as wallets
from commerce.money.wallets.models import GiftCard
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.services import reject_vendor_order
from tests.commerce.money.outgoing import CHECKER, MAKER, stepped_up
from tests.commerce.money.stories import fair
from tests.commerce.money.stories.story import Story, amounts, any_of, moods, one, people, trying
from tests.commerce.money.stories.tills import till_of
from tests.factories import tenant_of

FINANCE = Actor("user", "finance", rights=frozenset({"payments.change_payment"}))
DECISIONS = ["approve", "approve", "refuse", "cancel", "settle", "return"]


class MoneyLeaves(Story):
    @rule(who=people, amount=amounts)
    def send(self, who: int, amount: int) -> None:
        giver, taker = self.person(who), self.person(1 - who)
        with trying():
            wallets.transfer_cash(user=giver, credentials=stepped_up(), mobile=taker.mobile, amount=amount)

    @rule(who=people, which=any_of)
    def redeem(self, who: int, which: int) -> None:
        """Whoever has a code, also that of a card somebody bought, tries it."""
        with trying():
            for card in GiftCard.objects.filter(status="active", code_hash=None):
                self.codes.append(codes.new_code())
                GiftCard.objects.filter(pk=card.pk).update(code_hash=codes.fingerprint(self.codes[-1]))
            wallets.redeem_gift_card(user=self.person(who), code=self.codes[-1 - which % len(self.codes)])

    @rule(which=any_of)
    def void_card(self, which: int) -> None:
        with trying():
            card = one(GiftCard.objects.exclude(status="redeemed"), which)
            wallets.void_gift_card(actor=SYSTEM, gift_card=card.public_id, reason="اشتباه")

    @rule(who=people, is_frozen=st.sampled_from([True, False, False]))
    def freeze(self, who: int, is_frozen: bool) -> None:
        act = wallets.freeze_wallet if is_frozen else wallets.unfreeze_wallet
        act(actor=SYSTEM, user=self.person(who), reason="بررسی")

    @rule(who=people, amount=st.integers(500_000, 2_000_000))
    def withdraw(self, who: int, amount: int) -> None:
        with trying():
            fair.withdraw(self.person(who), self.ground.accounts[who], amount)

    @rule(which=any_of, act=st.sampled_from(DECISIONS))
    def decide_remittance(self, which: int, act: str) -> None:
        with trying():
            row = one(Remittance.objects.exclude(status__in=["refused", "cancelled", "returned"]), which)
            match act:
                case "approve":
                    remittances.approve_remittance(actor=CHECKER, public_id=row.public_id)
                case "refuse":
                    remittances.refuse_remittance(actor=CHECKER, public_id=row.public_id, reason="نام نمی‌خواند")
                case "cancel":
                    owner = Actor(row.owner_kind, row.owner_ref)
                    told = {"owner_kind": owner.kind, "owner_ref": owner.ref, "public_id": row.public_id}
                    remittances.cancel_remittance(actor=owner, **told)
                case "settle":
                    remittances.mark_settled(actor=MAKER, public_id=row.public_id)
                case "return":
                    remittances.mark_returned(actor=MAKER, public_id=row.public_id, reason="حساب بسته است")

    @rule(which=any_of, act=st.sampled_from(["go on", "go on", "go on", "dissolve"]))
    def move_batch(self, which: int, act: str) -> None:
        under_way = Batch.objects.exclude(status__in=["sent", "dissolved"])
        with trying():
            if not under_way:
                remittances.make_batch(actor=MAKER, batch_format="paya-csv")
            batch = one(under_way.all(), which)
            if act == "dissolve":
                remittances.dissolve_batch(actor=CHECKER, batch=batch.public_id, reason="پایا بسته است")
            elif batch.status == "made":
                remittances.check_batch(actor=CHECKER, batch=batch.public_id)
            elif batch.status == "checked":
                remittances.export_batch(batch=batch.public_id)
            else:
                remittances.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1403-77")

    @rule(which=any_of, answers=moods)
    def reject_part(self, which: int, answers: list[str]) -> None:
        with trying(), self.banks_answer(answers):
            part = one(VendorOrder.objects.filter(status__in=["new", "accepted"]), which)
            told = {"actor": SYSTEM, "tenant": tenant_of(part.market), "vendor_order": part.public_id}
            reject_vendor_order(**told, reason="شکست")
            send_due_refunds()

    @rule(answers=moods)
    def minutes_pass(self, answers: list[str]) -> None:
        with self.banks_answer(answers):
            fair.sweep()

    @rule()
    def staff_find_out(self) -> None:
        """Whether a bank that nobody can ask sent a refund."""
        for refund in Refund.objects.filter(status="unknown", next_try_at=None).select_related("payment__gateway"):
            outcome = "as_sent" if was_made(refund) else "as_failed"
            resolve_refund(actor=FINANCE, refund_id=refund.pk, outcome=outcome, reference="77")


def was_made(refund: Refund) -> bool:
    till = till_of(refund.payment)
    return refund.payment.authority in till.reversed or (refund.number, refund.amount) in till.vault.sent

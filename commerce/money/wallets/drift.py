"""What must hold between wallets and the ledger; part of `ledger_check`."""

from commerce.money.ledger.drift import drift_check

# For every wallet: what our rows say against what the person's accounts of some kinds say.
_PER_WALLET = """
    WITH said AS ({said}),
    booked AS (SELECT owner_ref, sum(balance) AS amount FROM ledger_account
               WHERE owner_kind = 'user' AND kind IN ({kinds}) GROUP BY owner_ref)
    SELECT format('wallet %s: {what} %s, ledger %s', wallet.public_id, coalesce(said.amount, 0),
                  coalesce(booked.amount, 0))
    FROM wallets_wallet wallet JOIN accounts_user person ON person.id = wallet.user_id
    LEFT JOIN said ON said.wallet_id = wallet.id LEFT JOIN booked ON booked.owner_ref = person.public_id
    WHERE coalesce(said.amount, 0) <> coalesce(booked.amount, 0)
"""

drift_check(
    "wallet holds are what is held",
    finds=_PER_WALLET.format(
        what="holds",
        kinds="'wallet_holds'",
        said="SELECT wallet_id, sum(amount) AS amount FROM wallets_wallethold WHERE status = 'held' GROUP BY wallet_id",
    ),
)
drift_check(
    "sources of a hold add up",
    finds="""
        SELECT format('hold %s: %s, its sources %s', hold.public_id, hold.amount, sum(source.amount))
        FROM wallets_wallethold hold LEFT JOIN wallets_holdsource source ON source.hold_id = hold.id
        GROUP BY hold.id HAVING coalesce(sum(source.amount), 0) <> hold.amount
    """,
)
drift_check(
    "promotional credit is what is left of grants",
    finds=_PER_WALLET.format(
        what="grants have left",
        kinds="'promotional'",
        said='SELECT wallet_id, sum("left") AS amount FROM wallets_promotionalgrant GROUP BY wallet_id',
    ),
)
drift_check(
    "gift cards are what can be redeemed",
    finds="""
        WITH said AS (SELECT coalesce(sum(amount), 0) AS amount FROM wallets_giftcard WHERE status = 'active'),
        booked AS (SELECT coalesce(-sum(posting.amount), 0) AS amount FROM ledger_posting posting
                   JOIN ledger_account account ON account.id = posting.account_id AND account.kind = 'gift_cards')
        SELECT format('cards that can be redeemed: %s, ledger %s', said.amount, booked.amount)
        FROM said, booked WHERE said.amount <> booked.amount
    """,
)
drift_check(
    "statements say what the ledger says",
    finds=_PER_WALLET.format(
        what="statement says",
        kinds="'wallet', 'gift', 'promotional'",
        said="""SELECT DISTINCT ON (wallet_id) wallet_id, balance AS amount
                FROM wallets_walletentry ORDER BY wallet_id, at DESC, id DESC""",
    ),
)
drift_check(
    "statements run on",
    finds="""
        SELECT format('wallet %s: line %s says %s after %s', wallet_id, public_id, balance, before)
        FROM (SELECT *, lag(balance, 1, 0::bigint) OVER (PARTITION BY wallet_id ORDER BY at, id) AS before
              FROM wallets_walletentry) line
        WHERE balance <> before + amount
    """,
)

"""Money in numbers: `python -m bench.money`, on a database of its own that is gone afterwards."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

# `ground` comes first: it sets Django up.
from bench import ground, million, pages, paying
from bench.report import machine
from commerce.money.ledger.drift import find_drift


def main() -> None:
    wanted = _arguments()
    with ground.own_database(), TemporaryDirectory() as state:
        facts = machine()
        rates = paying.measure(callers=wanted.callers, seconds=wanted.seconds, state=Path(state))
        drifts = find_drift()
        reads = million.measure(wanted.entries)
    if drifts:
        sys.exit(f"The books do not hold: {drifts}")
    text = _page(rates, reads, facts=facts, asked=wanted)
    print(text)
    if wanted.write:
        pages.write_money(text)


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.money", description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000, help="on one wallet")
    parser.add_argument("--seconds", type=float, default=10, help="of paying, and of sending")
    parser.add_argument("--callers", type=int, default=8, help="at once")
    parser.add_argument("--write", action="store_true", help="write docs/bench.md's part about money")
    parser.add_argument("--remark", default="", help="a sentence for the page")
    return parser.parse_args()


def _page(rates: Sequence[paying.Rate], reads: Sequence[tuple[str, float]], *, facts: str, asked: Namespace) -> str:
    done = [f"| {rate.name} | {rate.a_second:,.1f} | {rate.p50:,.0f} | {rate.p95:,.0f} |" for rate in rates]
    read = [f"| {name} | {spent:,.2f} |" for name, spent in reads]
    return f"""
Written by `python -m bench.money --write`: {asked.seconds:g} s of each, {asked.callers} callers in a closed loop,
granian (WSGI) with 2 processes of 8 threads, the sandbox bank, test settings, embedded servers without fsync.

{facts}
{asked.remark}

| | a second | p50 ms | p95 ms |
| --- | ---: | ---: | ---: |
{_lines(done)}

A payment is all of it: into the cart, checkout, our hand-off page with the bank's token, paid at the bank, the callback
with the bank's verification, captured and booked. A transfer is one request, step-up and limits of the day included.

| behind {asked.entries:,} entries on one wallet and one account | ms (median) |
| --- | ---: |
{_lines(read)}

Doors are asked inside one process, without a network.
"""


def _lines(rows: Sequence[str]) -> str:
    return "\n".join(rows)


if __name__ == "__main__":
    main()

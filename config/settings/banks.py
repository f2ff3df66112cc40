"""The banks that are spoken, and where each is reached when not at its own address."""

from config.env import env

BANKS = ("zarinpal", "mellat", "parsian", "zibal", "sep", "sadad", "nextpay")


def own_addresses() -> dict[str, str]:
    """Bank → what replaces scheme, host and path prefix of all its addresses; empty where nothing does."""
    return {bank: env.str(f"{bank.upper()}_BASE_URL", default="") for bank in BANKS}


def sandbox_addresses(base: str) -> dict[str, str]:
    """The same, with the sandbox bank for every bank that has no address of its own."""
    return {bank: address or f"{base}/{bank}" for bank, address in own_addresses().items()}

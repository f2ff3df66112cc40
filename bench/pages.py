"""docs/bench.md has two parts, each written by its own run: the doors, and money."""

from config.env import ROOT

PAGE = ROOT / "docs" / "bench.md"
MONEY = "\n## Money\n"


def write_doors(text: str) -> None:
    """The first part anew; the part about money stays."""
    _doors, mark, money = _kept()
    PAGE.write_text(text + mark + money, encoding="utf-8")


def write_money(text: str) -> None:
    """The second part anew; the doors stay."""
    doors, _mark, _money = _kept()
    PAGE.write_text(doors + MONEY + text, encoding="utf-8")


def _kept() -> tuple[str, str, str]:
    return PAGE.read_text(encoding="utf-8").partition(MONEY) if PAGE.exists() else ("", "", "")

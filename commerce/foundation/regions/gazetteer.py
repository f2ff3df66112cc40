"""The committed lists of provinces and cities, and how a migration puts them into the tables."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from commerce.foundation.core.text import search_key

_DATA = Path(__file__).resolve().parent / "data"


def load(*, province_model: Any, city_model: Any) -> None:
    """Write the lists into the tables; run again after the lists change, it updates by slug."""
    provinces = {row["slug"]: _load_province(province_model, row) for row in _rows("provinces.csv")}
    cities = [
        city_model(
            slug=row["slug"],
            province=provinces[row["province"]],
            name_fa=row["name_fa"],
            name_en=row["name_en"],
            search_key=city_search_key(row["name_fa"], row["name_en"]),
            lat=_degrees(row["lat"]),
            lng=_degrees(row["lng"]),
        )
        for row in _rows("cities.csv")
    ]
    city_model.objects.bulk_create(
        cities,
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["province", "name_fa", "name_en", "search_key", "lat", "lng"],
    )
    for row in _rows("provinces.csv"):
        capital = city_model.objects.get(slug=row["capital"])
        province_model.objects.filter(slug=row["slug"]).update(capital=capital)


def city_search_key(name_fa: str, name_en: str) -> str:
    """Both names, as typed with spaces and as typed without."""
    key = search_key(f"{name_fa} {name_en}")
    return f"{key} {key.replace(' ', '')}"


def _load_province(province_model: Any, row: dict[str, str]) -> Any:
    fields = {name: row[name] for name in ("iso", "area_code", "name_fa", "name_en")}
    return province_model.objects.update_or_create(slug=row["slug"], defaults=fields)[0]


def _degrees(value: str) -> float | None:
    return float(value) if value else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

import pytest
from django.test import Client

from commerce.foundation.regions import gazetteer, selectors
from commerce.foundation.regions.errors import UnknownRegion
from commerce.foundation.regions.models import City, Province

pytestmark = pytest.mark.django_db

CITIES_IN = {
    "alborz": 17,
    "ardabil": 29,
    "bushehr": 40,
    "chaharmahal-and-bakhtiari": 43,
    "east-azerbaijan": 64,
    "fars": 107,
    "gilan": 52,
    "golestan": 33,
    "hamadan": 31,
    "hormozgan": 42,
    "ilam": 26,
    "isfahan": 110,
    "kerman": 72,
    "kermanshah": 34,
    "khuzestan": 83,
    "kohgiluyeh-and-boyer-ahmad": 18,
    "kurdistan": 32,
    "lorestan": 27,
    "markazi": 34,
    "mazandaran": 60,
    "north-khorasan": 24,
    "qazvin": 25,
    "qom": 6,
    "razavi-khorasan": 78,
    "semnan": 20,
    "sistan-and-baluchestan": 47,
    "south-khorasan": 30,
    "tehran": 46,
    "west-azerbaijan": 47,
    "yazd": 21,
    "zanjan": 21,
}


def test_every_province_has_its_cities():
    counted = {province.slug: province.cities.count() for province in Province.objects.all()}

    assert counted == CITIES_IN
    assert len(counted) == 31


def test_every_province_has_a_capital_of_its_own():
    for province in Province.objects.select_related("capital"):
        assert province.capital is not None
        assert province.capital.province_id == province.pk


def test_slugs_and_codes_are_ascii_and_places_are_in_iran():
    for city in City.objects.all():
        assert city.slug.isascii()
        assert city.name_en.isascii()
        assert city.lat is None or (25 < city.lat < 40 and 44 < city.lng < 64)
    assert sorted(Province.objects.values_list("iso", flat=True)) == [f"IR-{number:02}" for number in range(31)]


def test_loading_again_changes_nothing():
    before = list(City.objects.order_by("pk").values())

    gazetteer.load(province_model=Province, city_model=City)

    assert list(City.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("typed", ["خرم‌آباد", "خرم آباد", "خرماباد", "خُرَّم‌آبَاد", "Khorramabad", "khorrama"])
def test_a_city_is_found_however_it_is_spelled(typed):
    assert selectors.search_cities(text=typed)[0].slug == "khorramabad"


def test_nothing_typed_finds_nothing():
    assert list(selectors.search_cities(text=" \u200c")) == []


def test_a_city_that_does_not_exist_is_refused():
    assert selectors.city(slug="shiraz").province.slug == "fars"
    with pytest.raises(UnknownRegion):
        selectors.city(slug="atlantis")


def test_provinces_come_whole_and_may_be_kept(client: Client):
    answer = client.get("/api/v1/regions/provinces/", headers={"accept-language": "fa"})

    body = answer.json()
    assert answer.status_code == 200
    assert len(body["results"]) == 31
    assert (body["next"], body["previous"]) == (None, None)
    assert {
        "slug": "fars",
        "name": "فارس",
        "iso": "IR-07",
        "area_code": "071",
        "capital": {"slug": "shiraz", "name": "شیراز"},
    } in body["results"]
    again = client.get("/api/v1/regions/provinces/", headers={"accept-language": "fa", "if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_names_follow_the_reader(client: Client):
    answer = client.get("/api/v1/regions/cities/?province=fars", headers={"accept-language": "en"})

    first = answer.json()["results"][0]
    assert (first["slug"], first["name"]) == ("shiraz", "Shiraz")
    assert first["province"] == {"slug": "fars", "name": "Fars"}
    assert len(answer.json()["results"]) == CITIES_IN["fars"]


def test_an_unknown_province_is_a_refusal(client: Client):
    answer = client.get("/api/v1/regions/cities/?province=atlantis")

    assert answer.status_code == 400
    assert answer.json()["code"] == "unknown_region"


def test_search_answers_in_one_statement(client: Client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/api/v1/regions/search/", {"q": "تهران"})

    assert answer.json()["results"][0]["slug"] == "tehran"


def test_all_cities_come_in_one_statement(client: Client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/api/v1/regions/cities/")

    assert len(answer.json()["results"]) == sum(CITIES_IN.values())


def test_provinces_stand_in_the_order_of_the_alphabet(client: Client) -> None:
    names = [province["name"] for province in client.get("/api/v1/regions/provinces/").json()["results"]]

    assert names[:3] == ["آذربایجان شرقی", "آذربایجان غربی", "اردبیل"]
    assert names.index("تهران") < names.index("چهارمحال و بختیاری") < names.index("خراسان جنوبی")
    assert names.index("کرمانشاه") < names.index("گیلان") < names.index("لرستان") < names.index("همدان")

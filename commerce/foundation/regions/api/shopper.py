from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.pages import whole
from commerce.foundation.core.rest.views import PublicView
from commerce.foundation.regions import selectors
from commerce.foundation.regions.api.serializers import CitiesIn, CityList, CityOut, ProvinceList, ProvinceOut, SearchIn


class ProvincesView(PublicView):
    query_parameters = frozenset()

    @extend_schema(responses=ProvinceList)
    def get(self, request: Request) -> Response:
        """The 31 provinces."""
        return Response(whole(list(ProvinceOut(selectors.provinces(), many=True).data)))


class CitiesView(PublicView):
    query_parameters = frozenset({"province"})

    @extend_schema(parameters=[CitiesIn], responses=CityList)
    def get(self, request: Request) -> Response:
        """The cities of a province, or of the whole country."""
        asked = CitiesIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        province = asked.validated_data.get("province")
        cities = selectors.cities_of(province=province) if province else selectors.all_cities()
        return Response(whole(list(CityOut(cities, many=True).data)))


class CitySearchView(PublicView):
    query_parameters = frozenset({"q"})

    @extend_schema(parameters=[SearchIn], responses=CityList)
    def get(self, request: Request) -> Response:
        """Cities by a part of their name, however it is spelled."""
        asked = SearchIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = selectors.search_cities(text=asked.validated_data["q"])
        return Response(whole(list(CityOut(found, many=True).data)))

from rest_framework import serializers


class RegionRef(serializers.Serializer):
    slug = serializers.SlugField()
    name = serializers.CharField()


class ProvinceOut(RegionRef):
    iso = serializers.CharField()
    area_code = serializers.CharField()
    capital = RegionRef()


class CityOut(RegionRef):
    province = RegionRef()
    lat = serializers.FloatField(allow_null=True)
    lng = serializers.FloatField(allow_null=True)


class WholeList(serializers.Serializer):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class ProvinceList(WholeList):
    results = ProvinceOut(many=True)


class CityList(WholeList):
    results = CityOut(many=True)


class CitiesIn(serializers.Serializer):
    province = serializers.SlugField(required=False, help_text="The slug of a province.")


class SearchIn(serializers.Serializer):
    q = serializers.CharField(max_length=80, allow_blank=True, help_text="Part of a city's name.")

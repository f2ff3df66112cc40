from rest_framework import serializers

APPS = ("shopper", "vendor")
PLATFORMS = ("android", "ios", "web")


class VariantIn(serializers.Serializer):
    app = serializers.ChoiceField(choices=APPS, default="shopper")
    platform = serializers.ChoiceField(choices=PLATFORMS, default="android")
    app_version = serializers.RegexField(r"^[0-9]{1,4}(\.[0-9]{1,4}){0,3}$", required=False)


class ScreenIn(VariantIn):
    screen = serializers.SlugField(max_length=50, default="home", help_text="The name of a screen.")


class PageIn(VariantIn):
    path = serializers.RegexField(
        r"^/([^/?#\s]+/)*$", max_length=250, help_text="The path of a page of the site, as links name it."
    )


class BlockOut(serializers.Serializer):
    id = serializers.CharField()
    type = serializers.CharField(help_text="An app leaves out what it does not know.")
    schema = serializers.IntegerField(help_text="The version of the shape of `data`.")
    data = serializers.DictField()  # type: ignore[assignment]  # the contract's name


class ScreenOut(serializers.Serializer):
    version = serializers.CharField(help_text="Changes exactly when the blocks do.")
    blocks = BlockOut(many=True)


class PageOut(ScreenOut):
    title = serializers.CharField()
    path = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    published_at = serializers.DateTimeField(allow_null=True)

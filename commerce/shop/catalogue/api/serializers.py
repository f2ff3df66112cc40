from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField


class CategoryRef(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    image = serializers.CharField(allow_null=True)


class CategoryNode(CategoryRef):
    children = serializers.ListField(child=serializers.DictField(), help_text="Nodes of the same shape.")


class CategoryTree(serializers.Serializer):
    results = CategoryNode(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class CategoryPage(CategoryRef):
    description = serializers.CharField()
    ancestors = CategoryRef(many=True)
    children = CategoryRef(many=True)


class ImageOut(serializers.Serializer):
    id = serializers.CharField()
    url = serializers.CharField()
    thumbnail = serializers.CharField()
    caption = serializers.CharField()


class ImageIn(serializers.Serializer):
    image = serializers.FileField(help_text="JPEG, PNG, WebP or GIF, 10 MB and 8000 pixels a side at most.")
    caption = CleanTextField(max_length=200, required=False, default="", allow_blank=True)


class ImageOrderIn(serializers.Serializer):
    images = serializers.ListField(
        child=serializers.CharField(max_length=24), max_length=50, help_text="Every picture once."
    )


class ImageList(serializers.Serializer):
    results = ImageOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)

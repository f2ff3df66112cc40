"""A vendor's pictures of a product."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.pictures import public_url
from commerce.foundation.core.rest.pages import whole
from commerce.foundation.core.rest.parsing import JSONParser
from commerce.foundation.core.rest.views import VendorView
from commerce.shop.catalogue import services
from commerce.shop.catalogue.api.serializers import ImageIn, ImageList, ImageOrderIn, ImageOut
from commerce.shop.catalogue.models import ProductImage


class ImagesView(VendorView):
    rights_needed = {"POST": "products.manage", "PUT": "products.manage"}
    parser_classes = (MultiPartParser, JSONParser)

    @extend_schema(request={"multipart/form-data": ImageIn}, responses={201: ImageOut})
    def post(self, request: Request, handle: str, product_id: str) -> Response:
        """Add a picture to a product of one's own."""
        asked = ImageIn(data=request.data)
        asked.is_valid(raise_exception=True)
        image = services.add_image(
            actor=self.actor,
            tenant=self.tenant,
            public_id=product_id,
            upload=asked.validated_data["image"],
            caption=asked.validated_data["caption"],
        )
        return Response(_image(image), status=201)

    @extend_schema(request=ImageOrderIn, responses=ImageList)
    def put(self, request: Request, handle: str, product_id: str) -> Response:
        """Put a product's pictures in another order."""
        asked = ImageOrderIn(data=request.data)
        asked.is_valid(raise_exception=True)
        images = services.reorder_images(
            actor=self.actor, tenant=self.tenant, public_id=product_id, images=asked.validated_data["images"]
        )
        return Response(whole([_image(image) for image in images]))


class ImageView(VendorView):
    rights_needed = {"DELETE": "products.manage"}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, handle: str, product_id: str, image_id: str) -> Response:
        """Take a picture away."""
        services.remove_image(actor=self.actor, tenant=self.tenant, public_id=product_id, image=image_id)
        return Response(status=204)


def _image(image: ProductImage) -> dict[str, Any]:
    return {
        "id": image.public_id,
        "url": public_url(image.original.name),
        "thumbnail": public_url(image.thumbnail.name),
        "caption": image.caption,
    }

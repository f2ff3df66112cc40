from django.urls import path

from dashboards.vendor.debts.urls import urlpatterns as debt_urls
from dashboards.vendor.home import Home
from dashboards.vendor.money.urls import urlpatterns as money_urls
from dashboards.vendor.orders.actions import AcceptOrder, DeliverOrder, PackOrder, RejectOrder, ShipOrder
from dashboards.vendor.orders.details import OrderDetail
from dashboards.vendor.orders.lists import OrderList
from dashboards.vendor.papers.urls import urlpatterns as paper_urls
from dashboards.vendor.payouts.urls import urlpatterns as payout_urls
from dashboards.vendor.products.details import ProductDetail
from dashboards.vendor.products.editing import AddProduct, EditProduct, HideProduct, ShowProduct
from dashboards.vendor.products.images import AddImages, DeleteImage, OrderImages
from dashboards.vendor.products.lists import ProductList
from dashboards.vendor.products.offers import AddVariant, HideVariant, SetPrice, SetStock, StartSelling, StopSelling
from dashboards.vendor.refunds.urls import urlpatterns as refund_urls
from dashboards.vendor.simulator.urls import urlpatterns as simulator_urls

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("orders/", OrderList.as_view(), name="orders"),
    path("orders/<str:public_id>/", OrderDetail.as_view(), name="order"),
    path("orders/<str:public_id>/accept/", AcceptOrder.as_view(), name="order_accept"),
    path("orders/<str:public_id>/reject/", RejectOrder.as_view(), name="order_reject"),
    path("orders/<str:public_id>/pack/", PackOrder.as_view(), name="order_pack"),
    path("orders/<str:public_id>/ship/", ShipOrder.as_view(), name="order_ship"),
    path("orders/<str:public_id>/deliver/", DeliverOrder.as_view(), name="order_deliver"),
    path("products/", ProductList.as_view(), name="products"),
    path("products/add/", AddProduct.as_view(), name="product_add"),
    path("products/<str:public_id>/", ProductDetail.as_view(), name="product"),
    path("products/<str:public_id>/edit/", EditProduct.as_view(), name="product_edit"),
    path("products/<str:public_id>/show/", ShowProduct.as_view(), name="product_show"),
    path("products/<str:public_id>/hide/", HideProduct.as_view(), name="product_hide"),
    path("products/<str:public_id>/images/add/", AddImages.as_view(), name="images_add"),
    path("products/<str:public_id>/images/order/", OrderImages.as_view(), name="images_order"),
    path("products/<str:public_id>/images/<str:image>/delete/", DeleteImage.as_view(), name="image_delete"),
    path("products/<str:public_id>/variants/add/", AddVariant.as_view(), name="variant_add"),
    path("products/<str:public_id>/variants/<str:variant>/hide/", HideVariant.as_view(), name="variant_hide"),
    path("offers/<str:public_id>/price/", SetPrice.as_view(), name="offer_price"),
    path("offers/<str:public_id>/stock/", SetStock.as_view(), name="offer_stock"),
    path("offers/<str:public_id>/start/", StartSelling.as_view(), name="offer_start"),
    path("offers/<str:public_id>/stop/", StopSelling.as_view(), name="offer_stop"),
    *refund_urls,
    *payout_urls,
    *money_urls,
    *paper_urls,
    *debt_urls,
    *simulator_urls,
]

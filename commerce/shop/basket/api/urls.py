from django.urls import path

from commerce.shop.basket.api import shopper

app_name = "basket"

urlpatterns = [
    path("cart/", shopper.CartView.as_view(), name="cart"),
    path("cart/lines/", shopper.LinesView.as_view(), name="lines"),
    path("cart/lines/<str:line>/", shopper.LineView.as_view(), name="line"),
    path("cart/vouchers/", shopper.VouchersView.as_view(), name="vouchers"),
    path("cart/vouchers/<str:code>/", shopper.VoucherView.as_view(), name="voucher"),
]

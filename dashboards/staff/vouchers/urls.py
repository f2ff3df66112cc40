"""Addresses of vouchers and of the basis of prices."""

from django.urls import path

from dashboards.staff.vouchers import price_bases, vouchers

urlpatterns = [
    path("vouchers/", vouchers.VoucherList.as_view(), name="vouchers"),
    path("vouchers/add/", vouchers.MakeVoucher.as_view(), name="voucher_add"),
    path("vouchers/<str:code>/end/", vouchers.EndVoucher.as_view(), name="voucher_end"),
    path("price-bases/", price_bases.PriceBasisList.as_view(), name="price_bases"),
    path("price-bases/set/", price_bases.SetPriceBasis.as_view(), name="price_basis_set"),
]

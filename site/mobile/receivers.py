"""An edition ends when an editor changes what readers see."""

from typing import Any

from django.db import transaction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from mobile.cache import begin_new_edition


def after_an_edit(sender: Any, **kwargs: Any) -> None:
    transaction.on_commit(begin_new_edition)


for edit in (page_published, page_unpublished, page_slug_changed, post_page_move):
    edit.connect(after_an_edit, dispatch_uid="mobile.new_edition")

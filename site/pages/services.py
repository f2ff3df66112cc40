"""What marketing needs to stand before it can write: a home page, and a group that may edit."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from commerce.foundation.accounts.models import User
from pages.models import HomePage

MARKETING_EDITORS = "Marketing editors"
ON_PAGES = ["add_page", "change_page", "publish_page"]
ON_MEDIA = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]
IN_THE_ADMIN = ["access_admin", "add_appscreen", "change_appscreen", "delete_appscreen", "view_appscreen"]


@transaction.atomic
def install_home(*, title: str = "آسود", hostname: str = "localhost") -> HomePage:
    """Make the home page the root of the default site, and let marketing edit it; a second call changes nothing."""
    home = HomePage.objects.first() or _add_home(title)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname=hostname, root_page=home, site_name=title, is_default_site=True)
    elif site.root_page_id != home.pk:
        _move_site(site, home, title)
    ensure_marketing_editors(home=home)
    return home


@transaction.atomic
def ensure_marketing_editors(*, home: HomePage) -> Group:
    """The group that writes and publishes pages and pictures, and nothing else."""
    group, _ = Group.objects.get_or_create(name=MARKETING_EDITORS)
    group.permissions.add(*Permission.objects.filter(codename__in=IN_THE_ADMIN))
    for permission in Permission.objects.filter(codename__in=ON_PAGES, content_type__app_label="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
    for permission in Permission.objects.filter(codename__in=ON_MEDIA):
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    return group


def make_marketing_editor(*, user: User) -> None:
    """Let a person edit pages, in the dashboard."""
    user.groups.add(ensure_marketing_editors(home=install_home()))


def _add_home(title: str) -> HomePage:
    root = Page.get_first_root_node()
    # Wagtail's own first page took the slug.
    Page.objects.child_of(root).filter(slug="home").update(slug="welcome", url_path="/welcome/")
    home: HomePage = root.add_child(instance=HomePage(title=title, slug="home"))
    home.save_revision().publish()
    return home


def _move_site(site: Site, home: HomePage, title: str) -> None:
    welcome = site.root_page
    site.root_page, site.site_name = home, title
    site.save()
    if welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()

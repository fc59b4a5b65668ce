"""One stylesheet from many: components stay in files of their own, browsers fetch one.

`static/css/` holds the parts in folders; a bundle joins them in the order written here. It is
written anew whenever a part has changed, so there is no build step to remember.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

BUNDLES: dict[str, tuple[str, ...]] = {
    "bundles/site.css": ("css/base", "css/components", "css/pages"),
    "bundles/staff.css": ("css/base", "css/components", "css/staff"),
}


def parts(bundle: str) -> list[Path]:
    """The files of a bundle: folders in the order given, files by name within a folder."""
    root = Path(settings.STATICFILES_DIRS[0])
    return [path for folder in BUNDLES[bundle] for path in sorted((root / folder).glob("*.css"))]


def build(bundle: str) -> Path:
    """Write the bundle if its parts say something else than it does; returns its path. Safe to repeat.

    Never asks how old a file is: the parts of a release carry the time of its commit, which may lie
    before the bundle of the release that serves.
    """
    target = Path(settings.BUNDLE_ROOT) / bundle
    joined = "\n".join(path.read_text(encoding="utf-8") for path in parts(bundle))
    # A part lies two folders deep and names pictures from there; the bundle lies in one.
    joined = joined.replace('url("../../', 'url("../')
    if not target.exists() or target.read_text(encoding="utf-8") != joined:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(joined, encoding="utf-8")
    return target


class BundleFinder(BaseFinder):
    """Offers the bundles to `collectstatic` and to the development server."""

    def find(  # type: ignore[override]
        self, path: str, find_all: bool = False, **kwargs: object
    ) -> str | list[str]:
        if path not in BUNDLES:
            return []
        found = str(build(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=settings.BUNDLE_ROOT)
        for bundle in BUNDLES:
            build(bundle)
            yield bundle, storage

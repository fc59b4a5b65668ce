"""The settings of the hospital's server, loaded in a process of their own as its first start does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

GOOD = {
    "SECRET_KEY": "k" * 20 + "1234567890" * 3,
    "ALLOWED_HOSTS": "dusangire.example",
    "SITE_BASE_URL": "https://dusangire.example",
}
SHOW = """
import json, sys
from site_core.settings import production as p
from django.core.files.storage import storages
url = storages["default"].url("images/a.webp")
print(json.dumps({
    "storages": {name: p.STORAGES[name]["BACKEND"] for name in ("default", "private")},
    "public": url,
    "media": p.MEDIA_URL, "serve": p.SERVE_MEDIA,
    "images": p.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"],
    "cache": p.CACHES["default"]["BACKEND"].rsplit(".", 1)[1],
    "version": str(p.PAGE_VERSION_LINK), "database": p.DATABASES["default"]["ENGINE"],
    "demo": p.DEMO_ALLOWED, "second": p.STAFF_SECOND_FACTOR_REQUIRED,
    "sentry": "sentry_sdk" in sys.modules,
    "formatter": p.LOGGING["handlers"]["console"]["formatter"],
}))
"""


def _load(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=Path(settings.BASE_DIR),
        env={
            "PATH": os.environ["PATH"],
            "DUSANGIRE_VAR_DIR": "/srv/dusangire/var",
            "DJANGO_SETTINGS_MODULE": "site_core.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_everything_that_is_missing_is_said_at_once() -> None:
    done = _load()

    assert done.returncode == 1
    sentences = done.stderr.strip().splitlines()[-4:]
    assert sentences == [
        "django.core.exceptions.ImproperlyConfigured: "
        "SECRET_KEY must be random and at least 40 characters long.",
        "ALLOWED_HOSTS must name the site, for example dusangire.example.",
        "SITE_BASE_URL must be the address of the site and begin with https://.",
        ".env.example explains each variable.",
    ]


def test_one_machine_needs_nothing_but_its_secrets() -> None:
    found = json.loads(_load(**GOOD).stdout)

    assert found["cache"] == "FileBasedCache"
    assert found["version"] == "/srv/dusangire/var/public-version/now"
    assert found["formatter"] == "json"
    assert found["demo"] is False
    assert found["second"] is True
    # Nothing of Sentry is even loaded while nobody asked for it.
    assert found["sentry"] is False


def test_more_machines_share_everything_by_environment_alone() -> None:
    done = _load(
        **GOOD,
        DATABASE_URL="postgres://dusangire:x@db.internal/dusangire",
        REDIS_URL="redis://redis.internal/0",
        MEDIA_S3_BUCKET="media",
        MEDIA_S3_ENDPOINT="https://s3.internal",
        MEDIA_S3_KEY="key",
        MEDIA_S3_SECRET="secret",
        MEDIA_S3_PUBLIC_URL="https://media.dusangire.example/",
    )
    found = json.loads(done.stdout)

    assert found["storages"] == dict.fromkeys(
        ("default", "private"), "storages.backends.s3.S3Storage"
    )
    assert found["public"] == "https://media.dusangire.example/media/images/a.webp"
    assert found["media"] == "https://media.dusangire.example/media/"
    assert found["images"] == ["'self'", "data:", "https://media.dusangire.example"]
    assert found["serve"] is False
    assert found["cache"] == "ForgivingRedisCache"
    assert found["version"] == "None"
    assert found["database"] == "django.db.backends.postgresql"

"""Fast and quiet; the database is SQLite unless DATABASE_URL names a PostgreSQL."""

import atexit
import shutil
import tempfile

from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DEMO_ALLOWED = True
VAR_DIR = Path(tempfile.mkdtemp(prefix="dusangire-test-"))  # noqa: F405
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
MEDIA_ROOT = VAR_DIR / "media"
BUNDLE_ROOT = VAR_DIR / "bundles"
# Empty: each client of a test would read whatever `make run` collected.
STATIC_ROOT = VAR_DIR / "static"
SMS_FILE = VAR_DIR / "sms.log"
METRICS_DIR = None
PAGE_VERSION_LINK = VAR_DIR / "public-version" / "now"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
STORAGES["private"] = {  # noqa: F405
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": str(VAR_DIR / "private"), "base_url": None},
}
STORAGES["dbbackup"] = {  # noqa: F405
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": str(VAR_DIR / "backups")},
}
DBBACKUP_GPG_RECIPIENT = ""
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES["default"] = {  # noqa: F405
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "shared",
}
# A test that means the limits turns them on again with override_settings.
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]

"""The hospital's server. Every secret comes from the environment; what is missing stops the start."""

from django.core.exceptions import ImproperlyConfigured

from site_core.base import sentry

from .base import *  # noqa: F403
from .base import LOG_CONSOLE, LOG_ROOT, SILENCED_SYSTEM_CHECKS, SITE_BASE_URL, env

SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
# All that is wrong at once, in words: whoever installs the site may never have seen the code.
_wrong = [
    sentence
    for is_wrong, sentence in (
        (len(SECRET_KEY) < 40, "SECRET_KEY must be random and at least 40 characters long."),
        (not ALLOWED_HOSTS, "ALLOWED_HOSTS must name the site, for example dusangire.example."),
        ("*" in ALLOWED_HOSTS, "ALLOWED_HOSTS must name the site: * would believe any name."),
        (
            not SITE_BASE_URL.startswith("https://"),
            "SITE_BASE_URL must be the address of the site and begin with https://.",
        ),
    )
    if is_wrong
]
if _wrong:
    raise ImproperlyConfigured("\n".join([*_wrong, ".env.example explains each variable."]))

CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_BASE_URL])
DEMO_ALLOWED = False
SEARCH_ENGINES_WELCOME = env.bool("SEARCH_ENGINES_WELCOME", default=True)
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=True)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)

# nginx sets this header itself, whatever a visitor sends; see deploy/nginx/.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=True)
# How far HSTS reaches is decided by whoever owns the name, once https is there to stay: it stands in
# the launch checklist and is no fault of an installation.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# One JSON object a line on standard error, where journald keeps it.
LOG_CONSOLE["formatter"] = "json"
LOG_ROOT["level"] = env("LOG_LEVEL", default="INFO")

if SENTRY_DSN := env("SENTRY_DSN", default=""):
    sentry.start(
        SENTRY_DSN,
        environment=env("SENTRY_ENVIRONMENT", default="production"),
        release=env("RELEASE", default=""),
    )

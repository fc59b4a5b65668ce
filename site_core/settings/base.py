"""What is the same everywhere. Nothing here is secret and nothing here is unsafe."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import django.conf.locale
import environ
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
# A file .env beside manage.py speaks where the environment is silent. Tests never read it.
if os.environ.get("DJANGO_SETTINGS_MODULE") != "site_core.settings.test":
    env.read_env(BASE_DIR / ".env")

# Everything that the running site writes lives under this one folder.
VAR_DIR = Path(env("DUSANGIRE_VAR_DIR", default=str(BASE_DIR / "var")))

DEBUG = False
SITE_BASE_URL = env("SITE_BASE_URL", default="http://127.0.0.1:8000")
# Only the real site invites search engines; trial copies stay out of their results.
SEARCH_ENGINES_WELCOME = env.bool("SEARCH_ENGINES_WELCOME", default=False)

INSTALLED_APPS = [
    "marketing.campaigns",
    "marketing.feedback",
    "marketing",
    "marketing.banners",
    "marketing.usage",
    "menu_pages",
    "ordering.backoffice",
    "ordering.changes",
    "ordering.subscriptions",
    "ordering.checkout",
    "ordering.fulfilment",
    "ordering.settlement",
    "ordering.refunds",
    "ordering.receipts",
    "ordering.reviews",
    "ordering.payments",
    "ordering.loyalty",
    "ordering.credit",
    "ordering.referrals",
    "ordering.orders",
    "ordering.carts",
    "ordering.promotions",
    "ordering.dietary",
    "ordering.catalogue",
    "ordering.delivery",
    "site_core.operations",
    "site_core.notifications",
    "site_core.house",
    "site_core.users",
    "site_core.images",
    "site_core.base",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail_localize",
    "wagtail.embeds",
    "wagtail.sites",
    "site_core.users.wagtail_apps.PeopleInWagtail",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "site_core.base.logs.RequestIdMiddleware",
    "site_core.base.metrics.middleware.MetricsMiddleware",
    # Behind the fence of a restore nothing is read and nothing is written.
    "site_core.operations.backups.fence.FenceMiddleware",
    # Outermost: a page that everybody shares is answered before anything else runs.
    "site_core.base.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "site_core.base.security.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "site_core.base.security.AdminDoorMiddleware",
    "site_core.users.middleware.StaffDoorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "site_core.base.security.SiteCSPMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "marketing.usage.middleware.CountStepsMiddleware",
]

ROOT_URLCONF = "site_core.urls"
WSGI_APPLICATION = "site_core.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database -----------------------------------------------------------------------------------
# SQLite with a write-ahead log and immediate transactions serves a small hospital well;
# DATABASE_URL=postgres://... changes the database and nothing else.
DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'dusangire.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache --------------------------------------------------------------------------------------
# "default" must be shared by all processes: it carries the rate limits.
REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    _shared_cache = {
        "BACKEND": "site_core.base.shared_cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "dusangire",
        # Nobody waits long for a cache.
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
else:
    _shared_cache = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
CACHES = {
    "default": _shared_cache,
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
PAGE_CACHE_SECONDS = 30
# What tells all processes that a public page changed: a link on one machine, Redis on more.
SEVERAL_MACHINES = env.bool("SEVERAL_MACHINES", default=bool(REDIS_URL))
PAGE_VERSION_LINK = None if SEVERAL_MACHINES else VAR_DIR / "public-version" / "now"
PAGE_CACHE_ENTRIES = 300

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["site_core.users.backends.EmailOrPhoneBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
INVITATION_DAYS = 7
# True sends staff without a second factor to its set-up page before /cms/ and /staff/.
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=False)

ACCOUNT_ADAPTER = "site_core.users.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "site_core.users.forms.SignupForm",
    "login": "site_core.users.forms.LoginForm",
    "reset_password": "site_core.users.forms.ResetPasswordForm",
    "reset_password_from_key": "site_core.users.forms.NewPasswordForm",
    "change_password": "site_core.users.forms.ChangePasswordForm",
    "set_password": "site_core.users.forms.SetPasswordForm",
    "add_email": "site_core.users.forms.AddEmailForm",
    "change_phone": "site_core.users.forms.ChangePhoneForm",
    "verify_phone": "site_core.users.forms.VerifyPhoneForm",
    "reauthenticate": "site_core.users.forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone", "password1*"]
# Neither is required by itself: our sign-up form asks for at least one of the two.
# W019: the page editor shows previews in a frame of this same site, which DENY would forbid.
SILENCED_SYSTEM_CHECKS = ["account.W001", "security.W019"]
# Nobody who is hungry waits for a mail; a phone number opens an account only once its code was
# typed, because a number that nobody proved could belong to anybody.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
# Counted in the shared cache. A whole hospital sits behind one address: limits per address are
# wide, those per account are narrow.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "30/m/ip",
    "reset_password": "30/m/ip,5/h/key",
    "reset_password_from_key": "60/m/ip",
    "verify_phone": "1/30s/key,10/d/key,20/m/ip",
    "change_phone": "5/h/user",
    "confirm_email": "1/1m/key",
}
# How many proxies of ours stand in front; only so many addresses of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "site_core.users.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "site_core.users.second_factor.AuthenticateForm",
    "reauthenticate": "site_core.users.second_factor.ReauthenticateForm",
    "activate_totp": "site_core.users.second_factor.ActivateTOTPForm",
}
MFA_TOTP_ISSUER = "Dusangire"
MFA_TOTP_TOLERANCE = 1

# Logging in with a Google account appears once its keys are in the environment.
SOCIALACCOUNT_ADAPTER = "site_core.users.social.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {}
GOOGLE_CLIENT_ID = env("GOOGLE_CLIENT_ID", default="")
if GOOGLE_CLIENT_ID:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.google"]
    SOCIALACCOUNT_PROVIDERS["google"] = {
        "APPS": [{"client_id": GOOGLE_CLIENT_ID, "secret": env("GOOGLE_CLIENT_SECRET")}],
        "SCOPE": ["profile", "email"],
        "OAUTH_PKCE_ENABLED": True,
    }

# --- Languages and time -------------------------------------------------------------------------
django.conf.locale.LANG_INFO["rw"] = {
    "bidi": False,
    "code": "rw",
    "name": "Kinyarwanda",
    "name_local": "Ikinyarwanda",
}
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("rw", _("Kinyarwanda"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("fr", "Français")]
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["site_core.base.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Kigali"

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "site_core.base.bundles.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
BUNDLE_ROOT = VAR_DIR / "bundles"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Never in MEDIA_ROOT: what lies there is served to the public.
    "dbbackup": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env("BACKUP_DIR", default=str(VAR_DIR / "backups"))},
    },
    # Photos that customers sent: only a view with a door hands them out.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "private"), "base_url": None},
    },
}

# Pictures and private photos in object storage: needed as soon as a second machine serves the site.
MEDIA_ORIGIN = ""
if media_bucket := env("MEDIA_S3_BUCKET", default=""):
    _bucket = {
        "bucket_name": media_bucket,
        "endpoint_url": env("MEDIA_S3_ENDPOINT", default=None),
        "access_key": env("MEDIA_S3_KEY", default=None),
        "secret_key": env("MEDIA_S3_SECRET", default=None),
        "file_overwrite": False,
    }
    # Where visitors reach the bucket.
    _bucket_url = urlsplit(env("MEDIA_S3_PUBLIC_URL").rstrip("/"))
    MEDIA_URL = f"{_bucket_url.geturl()}/media/"
    MEDIA_ORIGIN = f"{_bucket_url.scheme}://{_bucket_url.netloc}"
    SERVE_MEDIA = False
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            **_bucket,
            "location": "media",
            "querystring_auth": False,
            "custom_domain": _bucket_url.netloc + _bucket_url.path,
            "url_protocol": f"{_bucket_url.scheme}:",
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_bucket, "location": "private", "default_acl": "private"},
    }

# --- Backups ------------------------------------------------------------------------------------
if backup_bucket := env("BACKUP_S3_BUCKET", default=""):
    STORAGES["dbbackup"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": backup_bucket,
            "endpoint_url": env("BACKUP_S3_ENDPOINT", default=None),
            "access_key": env("BACKUP_S3_KEY", default=None),
            "secret_key": env("BACKUP_S3_SECRET", default=None),
            "location": env("BACKUP_S3_FOLDER", default=""),
            "default_acl": "private",
            "querystring_auth": True,
        },
    }
# Which storages hold files that people uploaded.
BACKUP_STORAGES = ["default", "private"]
DBBACKUP_GPG_RECIPIENT = env("BACKUP_GPG_RECIPIENT", default="")
DBBACKUP_GPG_ALWAYS_TRUST = True
BACKUP_GPG_PASSPHRASE = env("BACKUP_GPG_PASSPHRASE", default="")
# The folder of pg_dump and pg_restore where it is not the usual one.
POSTGRES_PROGRAMS = env("POSTGRES_PROGRAMS", default="")
DBBACKUP_CONNECTORS = {
    "default": {
        "CONNECTOR": "site_core.operations.backups.connectors."
        + (
            "SqliteConnector"
            if DATABASES["default"]["ENGINE"].endswith("sqlite3")
            else "PostgresConnector"
        )
    }
}

# --- Mail and messages --------------------------------------------------------------------------
globals().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Dusangire <hello@dusangire.rw>")
# Answers of the support desk carry support+token@... to answer to. Empty: people answer on their page.
SUPPORT_EMAIL = env("SUPPORT_EMAIL", default="")
SMS_CHANNEL = env("SMS_CHANNEL", default="site_core.base.sms.FileSms")
SMS_FILE = VAR_DIR / "sms.log"
PHONENUMBER_REGION = "RW"

# --- Watching -----------------------------------------------------------------------------------
# Prometheus shows it to read /metrics; without it that address is not there.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
# Where web processes count side by side; empty: this process alone, in its memory.
METRICS_DIR: Path | None = VAR_DIR / "metrics"
# Who hears by mail when something breaks, and when it is well again.
ALERT_EMAILS = env.list("ALERT_EMAILS", default=[])
# A query that takes longer is written to the log, without its values.
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", default=500)

# --- Payments -----------------------------------------------------------------------------------
# Secrets and addresses of providers; a provider that lacks one is not offered. What staff decide
# (to which zones, up to which amount, in which words) is kept in the database.
MTN_MOMO = {
    "BASE_URL": env("MTN_MOMO_BASE_URL", default="").rstrip("/"),
    "SUBSCRIPTION_KEY": env("MTN_MOMO_SUBSCRIPTION_KEY", default=""),
    "API_USER": env("MTN_MOMO_API_USER", default=""),
    "API_KEY": env("MTN_MOMO_API_KEY", default=""),
    # The subscription key of the disbursement product; without it refunds are made by hand.
    "REFUND_KEY": env("MTN_MOMO_REFUND_KEY", default=""),
    "TARGET_ENVIRONMENT": env("MTN_MOMO_TARGET_ENVIRONMENT", default="mtnrwanda"),
    "CURRENCY": env("MTN_MOMO_CURRENCY", default="RWF"),
    "FIRST_POLL_SECONDS": env.int("MTN_MOMO_FIRST_POLL_SECONDS", default=5),
}
AIRTEL_MONEY = {
    "BASE_URL": env("AIRTEL_MONEY_BASE_URL", default="").rstrip("/"),
    "CLIENT_ID": env("AIRTEL_MONEY_CLIENT_ID", default=""),
    "CLIENT_SECRET": env("AIRTEL_MONEY_CLIENT_SECRET", default=""),
    # Signs callbacks; without it they are believed no less and no more: each is confirmed.
    "CALLBACK_KEY": env("AIRTEL_MONEY_CALLBACK_KEY", default=""),
    "CURRENCY": env("AIRTEL_MONEY_CURRENCY", default="RWF"),
    # The provider wishes not to be asked sooner; a callback is looked into at once.
    "FIRST_POLL_SECONDS": env.int("AIRTEL_MONEY_FIRST_POLL_SECONDS", default=180),
}
PAYMENT_CALLBACK_BASE_URL = env("PAYMENT_CALLBACK_BASE_URL", default=SITE_BASE_URL)
# Both providers played by this machine: local settings only.
MOMO_SANDBOX_URL = ""
# Commands that `serve` keeps running beside the site.
SERVE_BESIDE: list[str] = []

# --- Wagtail ------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Dusangire"
WAGTAILADMIN_BASE_URL = SITE_BASE_URL
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILIMAGES_IMAGE_MODEL = "images.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "images.SiteDocument"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "txt", "xlsx"]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "site_core.base.rich_text.LabelledRichTextArea"}
}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Index, references and renditions are brought up to date at once: a new dish is found at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Browser security ---------------------------------------------------------------------------
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "site_core.base.views.csrf_failure"
# Form values; files have limits of their own below, and nginx one for everything.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip
# Networks from which the admin (/cms/) can be reached, for example 10.0.0.0/8. Empty: from all.
ADMIN_NETWORKS = env.list("ADMIN_NETWORKS", default=[])
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", *([MEDIA_ORIGIN] if MEDIA_ORIGIN else [])],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}
# The page editor writes styles and scripts into its own pages; nothing outside /cms/ may.
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **CONTENT_SECURITY_POLICY["DIRECTIVES"],
        "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": [*CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"], "blob:"],
        "frame-src": ["'self'"],
    }
}
# A letter shown in its preview says its looks in every element, and runs nothing.
LETTER_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": [SITE_BASE_URL, *CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]],
        "frame-ancestors": ["'self'"],
    }
}

LOG_CONSOLE = {"class": "logging.StreamHandler", "formatter": "plain"}
LOG_ROOT: dict[str, object] = {"handlers": ["console"], "level": "INFO"}
LOG_FORMATS: dict[str, dict[str, str]] = {
    "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    "json": {"()": "site_core.base.logs.JsonFormatter"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": LOG_FORMATS,
    "handlers": {"console": LOG_CONSOLE},
    "root": LOG_ROOT,
    # A line for every page that is indexed or published says nothing that anybody needs.
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}

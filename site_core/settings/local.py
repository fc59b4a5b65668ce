"""`make run`: the real thing on one's own machine, without TLS. DEBUG stays off."""

from urllib.parse import urlsplit

from site_core.base.secrets import local_secret

from .base import *  # noqa: F403
from .base import AIRTEL_MONEY, MTN_MOMO, SITE_BASE_URL, VAR_DIR, env

SECRET_KEY = local_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
DEMO_ALLOWED = True
globals().update(env.email_url("EMAIL_URL", default="filemail:///"))
EMAIL_FILE_PATH = str(VAR_DIR / "mail")

# People may try to pay: both providers are played by a server beside the site, whose port is a
# thousand above it. A provider whose real address is in the environment is asked instead.
_port = urlsplit(SITE_BASE_URL).port or 8000
MOMO_SANDBOX_URL = env(
    "MOMO_SANDBOX_URL", default=f"http://127.0.0.1:{_port + 1000 if _port < 64_000 else 9000}"
)
SERVE_BESIDE = ["momo_sandbox"]
if not MTN_MOMO["BASE_URL"]:
    MTN_MOMO |= {
        "BASE_URL": MOMO_SANDBOX_URL,
        "SUBSCRIPTION_KEY": "sandbox",
        "API_USER": "sandbox",
        "API_KEY": "sandbox",
        "REFUND_KEY": "sandbox",
        "FIRST_POLL_SECONDS": 3,
    }
if not AIRTEL_MONEY["BASE_URL"]:
    AIRTEL_MONEY |= {
        "BASE_URL": MOMO_SANDBOX_URL,
        "CLIENT_ID": "sandbox",
        "CLIENT_SECRET": "sandbox",
        "FIRST_POLL_SECONDS": 3,
    }

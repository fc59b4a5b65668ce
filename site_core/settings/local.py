"""`make run`: the real thing on one's own machine, without TLS. DEBUG stays off."""

from site_core.base.secrets import local_secret

from .base import *  # noqa: F403
from .base import VAR_DIR, env

SECRET_KEY = local_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
DEMO_ALLOWED = True
globals().update(env.email_url("EMAIL_URL", default="filemail:///"))
EMAIL_FILE_PATH = str(VAR_DIR / "mail")

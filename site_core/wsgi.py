"""The WSGI entry that gunicorn serves."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_core.settings.production")

application = get_wsgi_application()
# The addresses bring in every view: once here, before gunicorn forks, instead of at the first
# visitor of each process.
import_module("site_core.urls")
# What is loaded by now stays for ever; the collector of a child need not touch it.
gc.collect()
gc.freeze()

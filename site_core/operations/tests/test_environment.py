from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READ = re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z_0-9]+)["']""")
DOCUMENTED = re.compile(r"^#?([A-Z_0-9]+)=", re.M)


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    sources = "".join(path.read_text() for path in (ROOT / "site_core/settings").glob("*.py"))

    documented = DOCUMENTED.findall((ROOT / ".env.example").read_text())

    assert sorted(documented) == sorted(set(READ.findall(sources)))


def test_nothing_but_the_settings_reads_the_environment() -> None:
    packages = ("site_core", "ordering", "menu_pages", "marketing")
    reading = [
        str(path.relative_to(ROOT))
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if "tests" not in path.parts
        and path.parent.name != "settings"
        and re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    ]

    assert reading == []

"""The French and Kinyarwanda catalogues are complete: every string that the house marks, no more.

Read with plain Python, so that the test runs where gettext is not installed.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import trim_whitespace

ROOT = Path(settings.BASE_DIR)
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
PACKAGES = ("site_core", "menu_pages", "ordering", "marketing")
CONTEXT = "\x04"  # gettext's own mark between a context and its string.

# Where the context stands among the arguments, and where the string.
CALLS: dict[str, tuple[int | None, int]] = {
    "gettext": (None, 0),
    "gettext_lazy": (None, 0),
    "gettext_noop": (None, 0),
    "ngettext": (None, 0),
    "ngettext_lazy": (None, 0),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 1),
    "npgettext_lazy": (0, 1),
}

COMMENT = re.compile(r"{% comment .*?%}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
TRANSLATE = re.compile(r"""{%\s*trans(?:late)?\s+(["'])(?P<text>.*?)\1(?P<rest>.*?)%}""", re.DOTALL)
UNDERSCORE = re.compile(r"""[^\w]_\((["'])(?P<text>.*?)\1\)""")
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?(?P<head>.*?)%}(?P<body>.*?){%\s*endblocktrans(?:late)?\s*%}",
    re.DOTALL,
)
PLURAL = re.compile(r"{%\s*plural\s*%}")
HOLE = re.compile(r"{{\s*(\w+)\s*}}")
IN_CONTEXT = re.compile(r"""context\s+(["'])(?P<context>.*?)\1""")


@dataclass(slots=True)
class Entry:
    key: str
    plural: str | None
    texts: list[str]
    is_fuzzy: bool

    @property
    def is_complete(self) -> bool:
        return not self.is_fuzzy and bool(self.texts) and all(self.texts)


def _entries(path: Path) -> Iterator[Entry]:
    """The entries of a .po file. The header, whose key is empty, is not one of them."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        parts: dict[str, str] = {}
        word, is_fuzzy = "", False
        for line in block.splitlines():
            if line.startswith("#"):
                is_fuzzy |= line.startswith("#,") and "fuzzy" in line
                continue
            if not line.startswith('"'):
                word, line = line.split(" ", 1)
            parts[word] = parts.get(word, "") + ast.literal_eval(line)
        if parts.get("msgid"):
            context = parts["msgctxt"] + CONTEXT if "msgctxt" in parts else ""
            texts = [text for word, text in parts.items() if word.startswith("msgstr")]
            yield Entry(context + parts["msgid"], parts.get("msgid_plural"), texts, is_fuzzy)


def _catalogue(language: str) -> dict[str, Entry]:
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    return {entry.key: entry for entry in _entries(path)}


def _marked_in_python(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if (call := CALLS.get(names.get(node.func.id, ""))) is None:
            continue
        context_at, text_at = call
        arguments = [getattr(argument, "value", None) for argument in node.args]
        if isinstance(text := arguments[text_at], str):
            context = f"{arguments[context_at]}{CONTEXT}" if context_at is not None else ""
            yield context + text


def _marked_in_template(path: Path) -> Iterator[str]:
    source = COMMENT.sub("", path.read_text(encoding="utf-8"))
    for found in TRANSLATE.finditer(source):
        yield _context(found["rest"]) + found["text"]
    for found in UNDERSCORE.finditer(source):
        yield found["text"]
    for found in BLOCK.finditer(source):
        text = HOLE.sub(r"%(\1)s", PLURAL.split(found["body"])[0].replace("%", "%%"))
        if "trimmed" in found["head"].split():
            text = trim_whitespace(text)
        yield _context(found["head"]) + text


def _context(options: str) -> str:
    found = IN_CONTEXT.search(options)
    return found["context"] + CONTEXT if found else ""


@cache
def _marked() -> dict[str, set[str]]:
    """Every string that the sources mark, by file."""
    return {
        str(path.relative_to(ROOT)): set(keys)
        for path, keys in _sources()
        if not {"tests", "migrations"} & set(path.parts)
    }


def _sources() -> Iterator[tuple[Path, Iterator[str]]]:
    for folder in (*PACKAGES, "templates"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix == ".py":
                yield path, _marked_in_python(path)
            elif path.suffix in {".html", ".txt"}:
                yield path, _marked_in_template(path)


def _holes(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|{\w+}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_waits_for_its_translation(language: str) -> None:
    missing = [entry.key for entry in _catalogue(language).values() if not entry.is_complete]
    assert missing == [], f"{len(missing)} strings to translate into {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_that_the_house_marks_is_in_the_catalogue(language: str) -> None:
    catalogue = _catalogue(language)
    missing = [
        f"{path}: {key!r}"
        for path, marked in _marked().items()
        for key in sorted(marked)
        if key not in catalogue
    ]
    assert missing == [], f"{len(missing)} strings to collect: make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_in_the_catalogue_that_the_house_does_not_mark(language: str) -> None:
    assert set(_catalogue(language)) - set().union(*_marked().values()) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    folder = ROOT / "locale" / language / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    written: dict[object, str] = {}
    for entry in _catalogue(language).values():
        if entry.plural is None:
            written[entry.key] = entry.texts[0]
        else:
            written |= {(entry.key, number): text for number, text in enumerate(entry.texts)}
    assert {key: text for key, text in compiled.items() if key != ""} == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_its_string_fills_in(language: str) -> None:
    wrong = [
        text
        for entry in _catalogue(language).values()
        for text in entry.texts
        # "One dish" may say its number in a word.
        if not _holes(text) <= _holes(entry.key) | _holes(entry.plural or "")
        or (entry.plural is None and _holes(text) != _holes(entry.key))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_of_the_language_is_there(language: str) -> None:
    plurals = [entry for entry in _catalogue(language).values() if entry.plural is not None]
    assert {len(entry.texts) for entry in plurals} == {2}


def test_every_file_is_marked_through_djangos_own_names() -> None:
    """makemessages collects `_` and gettext's own names; a string behind another one is lost."""
    strange = [
        f"{path.relative_to(ROOT)}: {alias.name} as {alias.asname}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in CALLS and alias.asname not in {None, "_"}
    ]
    assert strange == []

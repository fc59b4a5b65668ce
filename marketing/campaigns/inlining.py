"""Turns a letter written with classes into what mail clients read, and into plain text. Pure.

Many mail clients drop style sheets, so every rule is written into its element as well; the sheet
that stays in the head only changes things for narrow screens and for the dark. Elements marked
aria-hidden are ornament: the plain text leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]
VOID = frozenset({"br", "hr", "img", "meta", "link", "input"})
BLOCKS = frozenset({"p", "h1", "h2", "h3", "tr", "table", "div", "ul", "ol", "body"})
UNREAD = frozenset({"head", "style", "title"})
# What is filled in per reader is left alone.
PLACEHOLDER = re.compile(r"^\{[a-z_]+\}$")


def inline(html: str, styles: Mapping[str, str], rewrite: Callable[[str], str]) -> str:
    """`html` with the rules of `styles` (by tag "p" or class ".lead") in each element's style.

    Every link goes through `rewrite`, except those that are {filled} in later.
    """
    parser = _Inliner(styles, rewrite)
    parser.feed(html)
    parser.close()
    return "".join(parser.out)


def as_text(html: str) -> str:
    """The same letter for those who read plain text: paragraphs, "- " lists, addresses in full."""
    parser = _Reader()
    parser.feed(html)
    parser.close()
    lines = [" ".join(line.split()) for line in "".join(parser.out).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _merged(rules: str) -> str:
    """Each property once, as the last rule says it."""
    found = dict(rule.split(":", 1) for rule in rules.split(";") if rule)
    return ";".join(f"{name}:{value}" for name, value in found.items())


class _Inliner(HTMLParser):
    def __init__(self, styles: Mapping[str, str], rewrite: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.styles = styles
        self.rewrite = rewrite
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        rules = [self.styles.get(key, "") for key in (tag, *(f".{name}" for name in classes))]
        style = _merged(";".join(rules))
        if style:
            values["style"] = style
        href = values.get("href")
        if tag == "a" and href and not PLACEHOLDER.match(href):
            values["href"] = self.rewrite(href)
        written = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in values.items()
        )
        self.out.append(f"<{tag}{written}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        # Open elements, and how many of them are not to be read.
        self.stack: list[tuple[str, bool]] = []
        self.silent = 0
        self.hrefs: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = dict(attrs)
        hidden = tag in UNREAD or values.get("aria-hidden") == "true"
        if tag in VOID:
            if not self.silent and not hidden:
                self.out.append("\n" if tag == "br" else values.get("alt") or "")
            return
        self.stack.append((tag, hidden))
        self.silent += hidden
        if self.silent:
            return
        if tag in BLOCKS:
            self.out.append("\n\n")
        elif tag == "li":
            self.out.append("\n- ")
        elif tag == "a":
            self.hrefs.append((values.get("href") or "", len(self.out)))

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _hidden in self.stack):
            return
        while True:
            name, hidden = self.stack.pop()
            self.silent -= hidden
            if name == tag:
                break
        if self.silent:
            return
        if tag == "a" and self.hrefs:
            href, begins = self.hrefs.pop()
            words = "".join(self.out[begins:]).strip()
            # An address that is its own text is written once; a picture's link says nothing new.
            # In angle brackets no full stop behind it becomes part of it (RFC 3986, appendix C).
            if href and words and href != words:
                self.out.append(f" <{href}>")
        elif tag in BLOCKS:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))

"""Finds the browser of the machine, or installs it where that is one command away."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_SECONDS = 300


def find_chromium() -> str | None:
    """Path of a Chromium; the variable CHROMIUM names one in an unusual place."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ensure_chromium() -> str:
    """An empty string when there is a browser, else a few words on why there is none."""
    if find_chromium():
        return ""
    if os.environ.get("CHROMIUM"):
        return f"CHROMIUM names {os.environ['CHROMIUM']}, which is not there"
    if not shutil.which("apt-get") or os.getuid() != 0:
        return "no Chromium here, and only root on Debian or Ubuntu can be given one"
    print("Installing Chromium ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
    for command in (["apt-get", "update", "-q"], install):
        try:
            done = subprocess.run(
                command,
                env=environment,
                capture_output=True,
                text=True,
                timeout=INSTALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"`{' '.join(command)}` took longer than {INSTALL_SECONDS} s"
        if done.returncode and command == install:
            return f"`{' '.join(command)}` failed: {done.stderr.strip()[-300:]}"
    return "" if find_chromium() else "the package chromium brought no browser"

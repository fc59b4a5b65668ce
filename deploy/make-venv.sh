#!/bin/sh
# Makes .venv and keeps it at the exact versions of the requirement files that are named.
# Plain Python and pip: a fresh machine has nothing else. Quick when there is nothing to do.
set -eu

say() { printf '%s\n' "$*" >&2; }

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        if fits "$PYTHON"; then printf '%s\n' "$PYTHON"; return; fi
        say "PYTHON=$PYTHON is missing or older than 3.11: name another, or leave PYTHON out."
        exit 1
    fi
    for candidate in python3.11 python3.12 python3.13 python3 python; do
        if fits "$candidate"; then printf '%s\n' "$candidate"; return; fi
    done
    say "Python 3.11 or newer is needed and none was found on this machine."
    say "Install one (Debian, Ubuntu: apt install python3 python3-venv), or say where it is:"
    say "    make run PYTHON=/path/to/python3.11"
    exit 1
}

if ! fits .venv/bin/python; then
    python=$(find_python)
    say "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        say "Python could not make a virtual environment (Debian, Ubuntu: apt install python3-venv)."
        exit 1
    fi
fi

for requirements in "$@"; do
    # What was installed is kept beside it: a changed list is seen by its content, not by its age.
    installed=.venv/installed-$requirements
    if ! cmp -s "$requirements" "$installed"; then
        say "Installing $requirements ..."
        if ! .venv/bin/python -m pip install -qq --disable-pip-version-check -r "$requirements"
        then
            say "The packages of $requirements could not be installed; see the lines above."
            exit 1
        fi
        cp "$requirements" "$installed"
    fi
done

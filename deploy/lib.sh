# What install.sh and update.sh share. Read by bash, not run by itself.
# shellcheck shell=bash

ROOT=/srv/dusangire
VAR=$ROOT/var
ENVIRONMENT=/etc/dusangire/environment
SOCKET=/run/dusangire/web.sock
ACCOUNT=dusangire
KEEP_RELEASES=5

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
die() { printf 'STOPPED: %s\n' "$*" >&2; exit 1; }

has_systemd() { [ -d /run/systemd/system ]; }

as_root() { [ "$(id -u)" = 0 ] || die "Run this as root: sudo $0 $*"; }

# manage RELEASE COMMAND...: as the site's user, with the site's environment, in that release.
manage() {
    local release=$1
    shift
    (
        cd "$release" || exit 1
        set -a
        # shellcheck source=/dev/null
        . "$ENVIRONMENT"
        set +a
        umask 027
        exec setpriv --reuid "$ACCOUNT" --regid "$ACCOUNT" --init-groups --no-new-privs \
            env HOME="$VAR" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 .venv/bin/python manage.py "$@"
    )
}

# make_release SOURCE REF: the code of a git checkout (or, without git, of a folder) with packages of
# its own, as $RELEASE. Nothing that runs is touched.
make_release() {
    local source=$1 ref=$2 name
    if [ -e "$source/.git" ]; then
        name=$(date -u +%Y%m%d-%H%M%S)-$(git -C "$source" rev-parse --short "$ref^{commit}") \
            || die "There is no version $ref in $source."
    else
        name=$(date -u +%Y%m%d-%H%M%S)-folder
    fi
    RELEASE=$ROOT/releases/$name
    mkdir -p "$RELEASE"
    if [ -e "$source/.git" ]; then
        git -C "$source" archive "$ref" | tar -x -C "$RELEASE"
    else
        tar -C "$source" --exclude=./.venv --exclude=./var --exclude=./.git -c . | tar -x -C "$RELEASE"
    fi
    printf 'RELEASE=%s\n' "$name" >"$RELEASE/release.env"
    (cd "$RELEASE" && sh deploy/make-venv.sh requirements.txt) || die "The packages could not be installed."
    "$RELEASE/.venv/bin/python" -m compileall -q "$RELEASE" -x '/tests/' >/dev/null || true
}

# Point `current` at a release, in one step.
switch_to() {
    ln -sfn "$1" "$ROOT/current.new"
    mv -T "$ROOT/current.new" "$ROOT/current"
}

current_release() { readlink -f "$ROOT/current" 2>/dev/null || true; }

# wait_ready SECONDS: until the site says through its socket that people can order.
wait_ready() {
    local end=$((SECONDS + $1))
    while [ $SECONDS -lt $end ]; do
        curl -fsS -m 10 --unix-socket "$SOCKET" http://localhost/readyz \
            -H "Host: $SITE_HOST" -H 'X-Forwarded-Proto: https' >/dev/null 2>&1 && return 0
        sleep 1
    done
    return 1
}

# The name in SITE_BASE_URL.
site_host() { sed -n 's|^SITE_BASE_URL=["'\'']*https://\([^/:"'\'']*\).*|\1|p' "$ENVIRONMENT"; }

forget_old_releases() {
    local kept
    kept=$(current_release)
    find "$ROOT/releases" -mindepth 1 -maxdepth 1 -type d | sort -r | tail -n "+$((KEEP_RELEASES + 1))" \
        | while read -r old; do
            [ "$old" = "$kept" ] || rm -rf "$old"
        done
}

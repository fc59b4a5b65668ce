# What install.sh and update.sh share. Read by bash, not run by itself.
# shellcheck shell=bash
# Names that only the readers of this file use:
# shellcheck disable=SC2034

# Where everything lies. In a trial (tests/test_update.py) it is one folder of whoever runs it,
# and the program `restart` in there stands for systemd.
TRIAL=${DUSANGIRE_TRIAL:-}
if [ -n "$TRIAL" ]; then
    ROOT=$TRIAL ENVIRONMENT=$TRIAL/environment SOCKET=$TRIAL/web.sock ACCOUNT=$(id -un)
else
    ROOT=/srv/dusangire ENVIRONMENT=/etc/dusangire/environment SOCKET=/run/dusangire/web.sock
    ACCOUNT=dusangire
fi
VAR=$ROOT/var
KEEP_RELEASES=5
# What a release must show before it meets anybody, and again once it serves.
PAGES="/ /menu/ /cart/ /accounts/login/"
NOT_SHOWN=""

# Whatever root is used to: the site reads its code as another user.
umask 022

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
die() { printf 'STOPPED: %s\n' "$*" >&2; exit 1; }

has_systemd() { [ -d /run/systemd/system ]; }

as_root() { [ "$(id -u)" = 0 ] || [ -n "$TRIAL" ] || die "Run this as root: sudo $0 $*"; }

# become_site RELEASE COMMAND...: turn this shell into that command, as the site's user, with the
# site's environment, in that release. For a subshell, whose number is then the command's.
become_site() {
    cd "$1" || exit 1
    shift
    set -a
    # shellcheck source=/dev/null
    . "$ENVIRONMENT"
    set +a
    umask 027
    export HOME="$VAR" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
    if [ -n "$TRIAL" ]; then exec "$@"; fi
    exec setpriv --reuid "$ACCOUNT" --regid "$ACCOUNT" --init-groups --no-new-privs "$@"
}

# manage RELEASE COMMAND...: one of the site's own commands.
manage() {
    local release=$1
    shift
    (become_site "$release" .venv/bin/python manage.py "$@")
}

# make_release SOURCE REF: the code of a git checkout (or, without git, of a folder), as $RELEASE.
# Nothing that runs is touched.
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
    install_packages "$RELEASE"
    "$RELEASE/.venv/bin/python" -m compileall -q "$RELEASE" -x '/tests/' >/dev/null || true
}

# Releases with the same list of packages share them: most updates install nothing.
install_packages() {
    local release=$1 packages
    packages=$ROOT/packages/$( (python3 --version; cat "$release/requirements.txt") | sha256sum | cut -c1-12)
    mkdir -p "$packages"
    cp "$release/requirements.txt" "$packages/"
    (cd "$packages" && sh "$release/deploy/make-venv.sh" requirements.txt) \
        || die "The packages could not be installed."
    ln -sfn "$packages/.venv" "$release/.venv"
}

# Point `current` at a release, in one step.
switch_to() {
    ln -sfn "$1" "$ROOT/current.new"
    mv -T "$ROOT/current.new" "$ROOT/current"
}

current_release() { readlink -f "$ROOT/current" 2>/dev/null || true; }

# The name in SITE_BASE_URL.
site_host() { sed -n 's|^SITE_BASE_URL=["'\'']*https://\([^/:"'\'']*\).*|\1|p' "$ENVIRONMENT"; }

# shows SOCKET PATH...: whether the site answers each of them with a page, through that socket.
shows() {
    local socket=$1 path status
    shift
    for path in "$@"; do
        status=$(curl -s -m 20 -o /dev/null -w '%{http_code}' --unix-socket "$socket" \
            -H "Host: $SITE_HOST" -H 'X-Forwarded-Proto: https' "http://localhost$path") || true
        if [ "$status" != 200 ]; then NOT_SHOWN="$path answers $status"; return 1; fi
    done
}

# wait_shown SECONDS SOCKET PATH...: the same, once anything answers there. Ends early when the
# process $STARTED, if there is one, is gone.
wait_shown() {
    local end=$((SECONDS + $1)) attempt
    shift
    until shows "$1" /healthz || [ "${NOT_SHOWN##* }" != 000 ]; do
        if [ $SECONDS -ge $end ]; then return 1; fi
        if [ -n "${STARTED:-}" ] && ! kill -0 "$STARTED" 2>/dev/null; then return 1; fi
        sleep 0.2
    done
    for attempt in 1 2 3; do
        if shows "$@"; then return 0; fi
        [ "$attempt" = 3 ] || sleep 0.5
    done
    return 1
}

# Files outside the release that belong to it: nginx, units, logrotate. Safe to repeat.
place_nginx() {
    local release=$1 brotli="" certificate=/etc/dusangire/tls.crt key=/etc/dusangire/tls.key live
    live=/etc/letsencrypt/live/$SITE_HOST
    if [ -e "$live/fullchain.pem" ]; then certificate=$live/fullchain.pem key=$live/privkey.pem; fi
    if [ -e /etc/nginx/modules-enabled/50-mod-http-brotli-static.conf ]; then brotli=yes; fi
    install -m 644 "$release"/deploy/nginx/errors/*.html /usr/share/dusangire/errors/
    SERVER_NAMES=$SITE_HOST CERTIFICATE=$certificate CERTIFICATE_KEY=$key BROTLI=$brotli \
        sh "$release/deploy/render-nginx.sh" /etc/nginx/snippets /etc/nginx/conf.d/dusangire.conf
    rm -f /etc/nginx/sites-enabled/default
    nginx -t -q || return 1
    if has_systemd; then
        systemctl -q enable --now nginx 2>/dev/null
        systemctl reload nginx
    elif pgrep -x nginx >/dev/null; then
        nginx -s reload
    else
        nginx
    fi
}

place_units() {
    local release=$1
    install -m 644 "$release/deploy/logrotate" /etc/logrotate.d/dusangire
    rm -rf /etc/systemd/system/dusangire-.service.d
    install -d /etc/systemd/system/dusangire-.service.d
    install -m 644 "$release"/deploy/systemd/dusangire-.service.d/*.conf /etc/systemd/system/dusangire-.service.d/
    install -m 644 "$release"/deploy/systemd/*.service "$release"/deploy/systemd/*.socket \
        "$release"/deploy/systemd/*.timer /etc/systemd/system/
    if has_systemd; then systemctl daemon-reload; fi
}

start_timers() {
    local timer
    for timer in "$1"/deploy/systemd/*.timer; do
        systemctl -q enable --now "$(basename "$timer")"
    done
}

# The newest releases stay, and the packages that they use.
forget_old_releases() {
    local kept old used
    kept=$(current_release)
    find "$ROOT/releases" -mindepth 1 -maxdepth 1 -type d | sort -r | tail -n "+$((KEEP_RELEASES + 1))" \
        | while read -r old; do
            [ "$old" = "$kept" ] || rm -rf "$old"
        done
    used=$(for old in "$ROOT"/releases/*/.venv; do readlink "$old" || true; done)
    for old in "$ROOT"/packages/*; do
        case $used in *"$old/.venv"*) ;; *) rm -rf "$old" ;; esac
    done
}

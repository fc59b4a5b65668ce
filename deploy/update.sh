#!/usr/bin/env bash
# Brings a newer version of the site without losing a request, or takes the last step back.
#
#   sudo deploy/update.sh              the newest of the branch that the checkout follows
#   sudo deploy/update.sh v1.4         a tag, a branch or a commit
#   sudo deploy/update.sh --rollback   the release before the present one
#
# --source DIR       the checkout; without it: /srv/dusangire/source
# --without-backup   when one was made a moment ago
#
# The new release is made beside the old one, which goes on serving: packages, backup, migrations,
# static files. Then it is rehearsed on a socket that nobody else knows: what cannot show its pages
# there never meets a visitor. Then the link moves and the services restart; systemd holds the socket
# meanwhile, so whoever comes waits a few seconds. Does the new one not serve, the old one comes back.
# Migrations only ever add within one version: that is why the release before can run on them.
# Whatever stops this script before the switch has changed nothing that serves; run it again.
set -euo pipefail
# shellcheck source=deploy/lib.sh
. "$(cd "$(dirname "$(readlink -f "$0")")" && pwd)/lib.sh"

SOURCE=$ROOT/source REF="" BACK="" BACKUP=yes
while [ $# -gt 0 ]; do
    case $1 in
        --rollback) BACK=yes ;;
        --source) SOURCE=${2:?--source needs a folder}; shift ;;
        --without-backup) BACKUP="" ;;
        -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
        -*) die "Unknown: $1. See --help." ;;
        *) REF=$1 ;;
    esac
    shift
done
as_root "$@"
[ -e "$ROOT/current" ] || die "There is no site here yet: deploy/install.sh makes one."
exec 9>"$ROOT/update.lock"
flock -n 9 || die "Another update is at work."
SITE_HOST=$(site_host)
OLD=$(current_release)
RELEASE="" SWITCHED=""

# A release that did not come to serve is taken away again: it would be in the way of a rollback.
tidy() {
    local status=$?
    if [ -n "${STARTED:-}" ]; then kill "$STARTED" 2>/dev/null || true; fi
    if [ "$status" != 0 ] && [ -z "$SWITCHED" ]; then
        if [ -z "$BACK" ] && [ -n "$RELEASE" ]; then rm -rf "$RELEASE"; fi
        printf 'Nothing was switched: %s goes on serving.\n' "$OLD" >&2
    fi
}
trap tidy EXIT
trap 'exit 130' INT TERM

# A table that is in use is waited for a few seconds only, for whoever comes next would wait behind
# us. Each migration is done whole or not at all, so trying again is safe.
migrate_patiently() {
    local attempt log=$ROOT/migrate.log
    for attempt in 1 2 3 4 5; do
        if PGOPTIONS='-c lock_timeout=5s' manage "$RELEASE" migrate --noinput --verbosity 1 >"$log" 2>&1
        then
            sed -n '/Running migrations/,$p' "$log"
            return 0
        fi
        grep -q 'lock timeout' "$log" || break
        say "A table is in use; attempt $attempt of 5."
        sleep 2
    done
    tail -n 20 "$log" >&2
    return 1
}

# rehearse SECONDS: the release serves on a socket of its own, beside the one that is at work.
rehearse() {
    local socket=$VAR/rehearsal.sock log=$ROOT/rehearsal.log shown=""
    rm -f "$socket"
    (become_site "$RELEASE" .venv/bin/python -m gunicorn -c deploy/gunicorn.conf.py --workers 1 \
        --bind "unix:$socket" --umask 007 site_core.wsgi) >"$log" 2>&1 9>&- &
    STARTED=$!
    # shellcheck disable=SC2086
    wait_shown "$1" "$socket" $READINESS $PAGES && shown=yes
    kill "$STARTED" 2>/dev/null || true
    wait "$STARTED" 2>/dev/null || true
    STARTED=""
    rm -f "$socket"
    if [ -z "$shown" ]; then
        # Of a traceback in one line the end says what it was.
        grep -v '\[INFO\]' "$log" | tail -n 1 | tail -c 400 >&2
        say "In the rehearsal $NOT_SHOWN. All of it: $log" >&2
        return 1
    fi
}

# Restart the services; whether they show the site then. Visitors wait for less than a minute, or
# nginx gives up on them: so the patience for the new release and for the old one stay below.
restart() {
    if [ -n "$TRIAL" ]; then
        "$TRIAL/restart" || return 1
    elif has_systemd; then
        systemctl restart dusangire-web.service || return 1
        systemctl restart dusangire-worker.service || return 1
    else
        say "No systemd here: restart web and worker yourself."
        return 0
    fi
    # shellcheck disable=SC2086
    wait_shown 20 "$SOCKET" $READINESS $PAGES
}

# furnish RELEASE: what lies outside of it.
furnish() {
    if [ -n "$TRIAL" ]; then return 0; fi
    place_units "$1"
    place_nginx "$1"
}

release_before() {
    local release before=""
    for release in "$ROOT"/releases/*/; do
        release=${release%/}
        [ "$release" != "$OLD" ] || break
        [ -e "$release/withdrawn" ] || before=$release
    done
    printf '%s' "$before"
}

# A site that is not ready now (its worker is down, say) may be what the update is for.
READINESS=/readyz
# shellcheck disable=SC2086
if ! shows "$SOCKET" $READINESS; then
    say "The site is not ready as it is ($NOT_SHOWN): the release is judged by its pages alone."
    READINESS=""
fi

if [ -n "$BACK" ]; then
    RELEASE=$(release_before)
    [ -n "$RELEASE" ] || die "There is no release before $OLD."
    step "Back to $RELEASE"
else
    if [ -z "$REF" ]; then
        if [ -e "$SOURCE/.git" ]; then
            git -C "$SOURCE" pull -q --ff-only || die "The checkout $SOURCE could not be brought up to date."
        fi
        REF=HEAD
    elif [ -e "$SOURCE/.git" ] && [ -n "$(git -C "$SOURCE" remote)" ]; then
        git -C "$SOURCE" fetch -q --tags
    fi
    step "The new release"
    make_release "$SOURCE" "$REF"
    say "$RELEASE"
    manage "$RELEASE" check --deploy --fail-level ERROR || die "The new release does not stand its own checks."
    if [ -n "$BACKUP" ]; then
        step "A backup"
        manage "$OLD" backup_database || die "No update without a backup: look at the lines above."
    fi
    step "Migrations"
    migrate_patiently || die "The tables could not be changed."
fi

step "Static files"
# Old ones stay: pages that are open in browsers still ask for them.
manage "$RELEASE" collectstatic --noinput --verbosity 0 || die "The static files could not be made."

step "Rehearsal"
if ! rehearse 40; then
    manage "$OLD" collectstatic --noinput --verbosity 0 || true
    die "$RELEASE does not show its pages."
fi

step "Switch"
SWITCHED=yes
switch_to "$RELEASE"
if ! { furnish "$RELEASE" && restart; }; then
    say "The release does not serve${NOT_SHOWN:+ ($NOT_SHOWN)}; the one before comes back."
    switch_to "$OLD"
    manage "$OLD" collectstatic --noinput --verbosity 0 || true
    furnish "$OLD" || true
    [ -n "$BACK" ] || touch "$RELEASE/withdrawn"
    restart || die "The one before does not serve either: journalctl -u dusangire-web -u dusangire-worker"
    die "The update failed; $OLD serves again."
fi
if [ -n "$BACK" ]; then touch "$OLD/withdrawn"; else forget_old_releases; fi
if [ -z "$TRIAL" ] && has_systemd; then start_timers "$RELEASE"; fi
# A price or a picture may look different now: no old copy of a page is kept.
manage "$RELEASE" shell --no-imports -c 'from site_core.base.page_cache import drop_pages; drop_pages()'
say "$RELEASE serves."
if [ -z "$TRIAL" ]; then
    step "Looking at it as a visitor does"
    # A certificate that is self-made is told elsewhere.
    manage "$RELEASE" smoke_test "https://$SITE_HOST" --insecure \
        || say "Look at the lines above; deploy/update.sh --rollback goes one release back."
fi

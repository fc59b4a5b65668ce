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
# static files. Then the link moves and the services restart; systemd holds the socket meanwhile, so
# whoever comes waits a few seconds. Does the new one not get ready, the old one comes back.
# Migrations only ever add within one version: that is why the release before can run on them.
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

restart() {
    if ! has_systemd; then say "No systemd here: restart web and worker yourself."; return 0; fi
    systemctl restart dusangire-web.service dusangire-worker.service
    wait_ready 90
}

if [ -n "$BACK" ]; then
    RELEASE=$(find "$ROOT/releases" -mindepth 1 -maxdepth 1 -type d | sort | grep -B1 -Fx "$OLD" | head -1)
    if [ -z "$RELEASE" ] || [ "$RELEASE" = "$OLD" ]; then die "There is no release before $OLD."; fi
    step "Back to $RELEASE"
else
    if [ -z "$REF" ]; then
        git -C "$SOURCE" pull -q --ff-only || die "The checkout $SOURCE could not be brought up to date."
        REF=HEAD
    elif [ -e "$SOURCE/.git" ] && [ -n "$(git -C "$SOURCE" remote)" ]; then
        git -C "$SOURCE" fetch -q --tags
    fi
    step "The new release"
    make_release "$SOURCE" "$REF"
    say "$RELEASE"
    manage "$RELEASE" check --deploy --fail-level ERROR
    if [ -n "$BACKUP" ]; then
        step "A backup"
        manage "$OLD" backup_database
    fi
    step "Migrations"
    manage "$RELEASE" migrate --noinput --verbosity 1
fi

step "Static files"
# Old ones stay: pages that are open in browsers still ask for them.
manage "$RELEASE" collectstatic --noinput --verbosity 0

step "Switch"
switch_to "$RELEASE"
if ! restart; then
    say "The new release did not get ready; the one before comes back."
    switch_to "$OLD"
    manage "$OLD" collectstatic --noinput --verbosity 0
    restart || die "The one before does not get ready either: journalctl -u dusangire-web -u dusangire-worker"
    die "The update failed; $OLD serves again."
fi
[ -n "$BACK" ] || forget_old_releases
# A price or a picture may look different now: no old copy of a page is kept.
manage "$RELEASE" shell --no-imports -c 'from site_core.base.page_cache import drop_pages; drop_pages()'
say "$RELEASE serves."

#!/usr/bin/env bash
# Makes a fresh Debian 12 or Ubuntu 24.04 into a server of Dusangire. Safe to run again: what is
# there is left or brought up to date, and no secret is made twice.
#
#   sudo deploy/install.sh --domain dusangire.example --email you@dusangire.example
#
# --without-tls        a self-made certificate; for a name that does not lead here yet
# --without-firewall   leave the firewall alone
# --source DIR         where the code comes from; without it: the checkout this script lies in
# --ref NAME           which version of it; without it: HEAD
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=deploy/lib.sh
. "$HERE/lib.sh"

DOMAIN="" EMAIL="" TLS=yes FIREWALL=yes SOURCE=$(dirname "$HERE") REF=HEAD
while [ $# -gt 0 ]; do
    case $1 in
        --domain) DOMAIN=${2:?--domain needs a name}; shift ;;
        --email) EMAIL=${2:?--email needs an address}; shift ;;
        --source) SOURCE=${2:?--source needs a folder}; shift ;;
        --ref) REF=${2:?--ref needs a name}; shift ;;
        --without-tls) TLS="" ;;
        --without-firewall) FIREWALL="" ;;
        -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
        *) die "Unknown: $1. See --help." ;;
    esac
    shift
done
[ -n "$DOMAIN" ] || die "Say under which name the site is reached: --domain dusangire.example"
case $DOMAIN in *[!a-zA-Z0-9.-]*) die "$DOMAIN is no name of a site: no https://, no slash." ;; esac
[ -z "$TLS" ] || [ -n "$EMAIL" ] || die "Say where warnings about the certificate go: --email you@$DOMAIN"
as_root "$@"
command -v apt-get >/dev/null || die "This script knows Debian and Ubuntu only; docs/guides/deployment.md shows each step."

step "Packages"
export DEBIAN_FRONTEND=noninteractive
packages="python3 python3-venv postgresql postgresql-client nginx redis-server curl git ca-certificates openssl gnupg logrotate procps util-linux"
[ -z "$TLS" ] || packages="$packages certbot"
[ -z "$FIREWALL" ] || packages="$packages ufw"
apt-get update -qq
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $packages >/dev/null
apt-get install -y -qq --no-install-recommends libnginx-mod-http-brotli-static >/dev/null 2>&1 \
    || say "No Brotli module for nginx here: browsers get gzip."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || die "Python 3.11 or newer is needed (Debian 12, Ubuntu 24.04)."

step "The site's user and folders"
id "$ACCOUNT" >/dev/null 2>&1 || useradd --system --home-dir "$VAR" --shell /usr/sbin/nologin "$ACCOUNT"
install -d -m 755 "$ROOT" "$ROOT/releases" "$ROOT/packages" /usr/share/dusangire/errors
install -d -m 751 -o "$ACCOUNT" -g "$ACCOUNT" "$VAR"
# nginx reads these three; new files in them belong to its group.
install -d -m 2750 -o "$ACCOUNT" -g www-data "$VAR/media" "$VAR/static" "$VAR/public-version"
install -d -m 700 -o "$ACCOUNT" -g "$ACCOUNT" "$VAR/private" /srv/backups/dusangire
install -d -m 750 -o root -g "$ACCOUNT" /etc/dusangire
install -d -m 755 /var/www/dusangire-acme
install -d -m 750 -o www-data -g adm /var/log/nginx/dusangire

step "PostgreSQL and Redis"
if has_systemd; then
    # After a full disk, say, PostgreSQL comes back by itself; Debian leaves that to whoever is there.
    install -d /etc/systemd/system/postgresql@.service.d
    printf '[Unit]\nStartLimitIntervalSec=0\n[Service]\nRestart=always\nRestartSec=5\n' \
        >/etc/systemd/system/postgresql@.service.d/dusangire.conf
    systemctl daemon-reload
    systemctl -q enable --now postgresql redis-server 2>/dev/null
else
    pgrep -x postgres >/dev/null || service postgresql start >/dev/null
    pgrep -x redis-server >/dev/null || service redis-server start >/dev/null
fi
as_postgres() { (cd / && setpriv --reuid postgres --regid postgres --init-groups psql -qtAX "$@"); }
for _ in $(seq 30); do as_postgres -c 'SELECT 1' >/dev/null 2>&1 && break; sleep 1; done
[ "$(as_postgres -c "SELECT 1 FROM pg_roles WHERE rolname = '$ACCOUNT'")" = 1 ] \
    || as_postgres -c "CREATE ROLE $ACCOUNT LOGIN CREATEDB"
[ "$(as_postgres -c "SELECT 1 FROM pg_database WHERE datname = '$ACCOUNT'")" = 1 ] \
    || as_postgres -c "CREATE DATABASE $ACCOUNT OWNER $ACCOUNT ENCODING 'UTF8' TEMPLATE template0"

step "Settings in $ENVIRONMENT"
if [ ! -e "$ENVIRONMENT" ]; then
    database_password=$(openssl rand -hex 24)
    as_postgres -c "ALTER ROLE $ACCOUNT PASSWORD '$database_password'"
    # A person may read it only as root or as the site.
    (umask 027 && cat >"$ENVIRONMENT.new") <<SETTINGS
# The settings of this site; .env.example in the code explains every line that is possible.
# After a change: sudo systemctl restart dusangire-web dusangire-worker
DJANGO_SETTINGS_MODULE=site_core.settings.production
SECRET_KEY=$(openssl rand -hex 32)
ALLOWED_HOSTS=$DOMAIN
SITE_BASE_URL=https://$DOMAIN
DUSANGIRE_VAR_DIR=$VAR
DATABASE_URL=postgres://$ACCOUNT:$database_password@127.0.0.1:5432/$ACCOUNT
# One machine: Redis counts attempts to log in, and nginx's copies follow a link on this disk.
REDIS_URL=redis://127.0.0.1:6379/0
SEVERAL_MACHINES=false
BACKUP_DIR=/srv/backups/dusangire
SERVE_MEDIA=false
# A day at first; a year (31536000) once you are sure that https stays.
HSTS_SECONDS=86400
HSTS_INCLUDE_SUBDOMAINS=false
HSTS_PRELOAD=false
# Letters leave through your mail server. Until this is set they stand in the worker's log.
#EMAIL_URL="smtp+tls://user:password@mail.example:587"
DEFAULT_FROM_EMAIL="Dusangire <hello@$DOMAIN>"
SETTINGS
    chgrp "$ACCOUNT" "$ENVIRONMENT.new"
    mv "$ENVIRONMENT.new" "$ENVIRONMENT"
    say "Written, with new secrets. Look through it when this is over."
else
    say "Kept as it is."
fi
SITE_HOST=$(site_host)
[ "$SITE_HOST" = "$DOMAIN" ] || die "$ENVIRONMENT says SITE_BASE_URL=https://$SITE_HOST: change it and ALLOWED_HOSTS there, or name that one with --domain."

step "The code"
if [ -e "$ROOT/current" ]; then
    RELEASE=$(current_release)
    say "$RELEASE runs already; deploy/update.sh brings a newer one."
else
    make_release "$SOURCE" "$REF"
    say "$RELEASE"
fi

step "The data"
manage "$RELEASE" check --deploy --fail-level ERROR
manage "$RELEASE" prepare --without-static
manage "$RELEASE" collectstatic --noinput --verbosity 0

step "nginx"
certificate=/etc/dusangire/tls
if [ ! -e "$certificate.crt" ]; then
    # nginx needs one to start; certbot's takes its place below.
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 \
        -subj "/CN=$DOMAIN" -addext "subjectAltName=DNS:$DOMAIN" \
        -keyout "$certificate.key" -out "$certificate.crt" 2>/dev/null
    chmod 600 "$certificate.key"
fi
write_nginx() {
    place_nginx "$RELEASE" || die "nginx does not understand its configuration; the lines above say where."
}
write_nginx
if [ -n "$TLS" ] && [ ! -e "/etc/letsencrypt/live/$SITE_HOST/fullchain.pem" ]; then
    certbot certonly --webroot -w /var/www/dusangire-acme -d "$SITE_HOST" -m "$EMAIL" \
        --agree-tos --non-interactive --deploy-hook 'systemctl reload nginx' \
        || die "No certificate yet. Does $SITE_HOST lead to this machine, and is port 80 open? Then run this again; --without-tls goes on without."
    write_nginx
fi

step "Services"
# Only now: whatever stopped this script before, the next try takes the code as it is then.
switch_to "$RELEASE"
place_units "$RELEASE"
if has_systemd; then
    systemctl -q enable --now dusangire-web.socket dusangire-web.service dusangire-worker.service
    start_timers "$RELEASE"
    # shellcheck disable=SC2086
    wait_shown 60 "$SOCKET" /readyz $PAGES || die "The site does not say that it is ready: journalctl -u dusangire-web -u dusangire-worker"
else
    say "No systemd here: the units are written, nothing was started."
fi

if [ -n "$FIREWALL" ] && has_systemd; then
    step "Firewall"
    # Whoever is logged in over SSH stays so, whatever its port.
    ssh_port=$(sshd -T 2>/dev/null | awk '$1 == "port" { print $2; exit }' || true)
    ufw allow "${ssh_port:-22}/tcp" >/dev/null
    ufw allow 80/tcp >/dev/null
    ufw allow 443/tcp >/dev/null
    ufw --force enable >/dev/null
fi

forget_old_releases

step "Done"
say "The site:       https://$DOMAIN/"
say "Settings:       $ENVIRONMENT"
say "First account:  sudo $ROOT/current/deploy/manage.sh createsuperuser"
say "What is left:   docs/guides/launch-checklist.md"

#!/bin/sh
# Fills in the @NAMES@ of deploy/nginx/: for the hospital's server as they stand here, for
# `make prod-local` by the environment. Usage: render-nginx.sh FOLDER-OF-SNIPPETS FILE
set -eu
here=$(dirname "$0")/nginx
snippets=$1
target=$2

: "${SERVER_NAMES:?}" "${CERTIFICATE:?}" "${CERTIFICATE_KEY:?}"
VAR=${VAR:-/srv/dusangire/var}
brotli=""
# The module is a package of its own: without it browsers get gzip.
if [ -n "${BROTLI:-}" ]; then brotli="brotli_static on;"; fi

fill() {
    sed \
        -e "s|@SERVER_NAMES@|$SERVER_NAMES|g" \
        -e "s|@CERTIFICATE@|$CERTIFICATE|g" \
        -e "s|@CERTIFICATE_KEY@|$CERTIFICATE_KEY|g" \
        -e "s|@HTTP_PORT@|${HTTP_PORT:-80}|g" \
        -e "s|@HTTPS_PORT@|${HTTPS_PORT:-443}|g" \
        -e "s|@HTTPS_SUFFIX@|${HTTPS_SUFFIX:-}|g" \
        -e "s|@UPSTREAM@|${UPSTREAM:-unix:/run/dusangire/web.sock}|g" \
        -e "s|@ACME_DIR@|${ACME_DIR:-/var/www/dusangire-acme}|g" \
        -e "s|@LOG_DIR@|${LOG_DIR:-/var/log/nginx/dusangire}|g" \
        -e "s|@CACHE_DIR@|${CACHE_DIR:-/run/dusangire-copies}|g" \
        -e "s|@VERSION_LINK@|$VAR/public-version/now|g" \
        -e "s|@STATIC_DIR@|$VAR/static|g" \
        -e "s|@MEDIA_DIR@|$VAR/media|g" \
        -e "s|@MAINTENANCE_FILE@|$VAR/closed|g" \
        -e "s|@ERROR_PAGES@|${ERROR_PAGES:-/usr/share/dusangire/errors}|g" \
        -e "s|@SNIPPETS@|$snippets|g" \
        -e "s|@BROTLI@|$brotli|g" \
        -e "s|@LOG_IN_RATE@|${LOG_IN_RATE:-120r/m}|g" \
        -e "s|@LOG_IN_BURST@|${LOG_IN_BURST:-30}|g" \
        -e "s|@ORDERING_RATE@|${ORDERING_RATE:-10r/s}|g" \
        -e "s|@ORDERING_BURST@|${ORDERING_BURST:-40}|g" \
        -e "s|@SENDING_RATE@|${SENDING_RATE:-60r/m}|g" \
        -e "s|@SENDING_BURST@|${SENDING_BURST:-20}|g" \
        -e "s|@CALLBACK_RATE@|${CALLBACK_RATE:-50r/s}|g" \
        "$1"
}

mkdir -p "$snippets"
for part in proxy site tls; do
    fill "$here/dusangire-$part.conf" >"$snippets/dusangire-$part.conf"
done
fill "$here/dusangire.conf" >"$target"

#!/usr/bin/env bash
# `manage.py` as the site runs it: its user, its environment, its release.
#   sudo /srv/dusangire/current/deploy/manage.sh backup_database --media --verify
set -euo pipefail
# shellcheck source=deploy/lib.sh
. "$(cd "$(dirname "$(readlink -f "$0")")" && pwd)/lib.sh"
as_root "$@"
manage "$(current_release)" "$@"

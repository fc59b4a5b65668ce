# Dusangire on any machine with make and Python 3.11 or newer. `make` alone says what there is.

HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=
PYTHON ?=
export PYTHON

PY := .venv/bin/python
BIN := .venv/bin
TEMPLATE_FILES = find templates menu_pages marketing ordering site_core -name '*.html' -not -path '*/tests/*'

.DEFAULT_GOAL := help
.PHONY: prove help run dev demo-day demo-reset prod-local test check format requirements messages bench lighthouse clean venv venv-dev
.PHONY: check-format check-lint check-types check-layers check-templates check-html check-migrations
.PHONY: check-deploy check-packages check-secrets audit

help:
	@echo 'make run           the site on http://$(HOST):$(PORT) with its worker (PORT=, HOST= change it)'
	@echo 'make dev           the same with DEBUG on, reloading when a file changes'
	@echo 'make demo-day      orders in every state, plans and tickets of a believable day'
	@echo 'make demo-reset    remove the local data and start the demo over'
	@echo 'make prod-local    as on the hospital'"'"'s server: nginx, TLS, PostgreSQL, Redis, on https://localhost:8443'
	@echo 'make test          every test: rules, PostgreSQL, browser (ARGS="-k name" for some)'
	@echo 'make check         format, lint, types, layers, templates, migrations, deployment'
	@echo 'make prove         money under a thousand other orders of events (EXAMPLES=, SHRINK=1)'
	@echo 'make audit         known holes in the packages that run the site (needs the internet)'
	@echo 'make format        write Python and templates the way `make check` wants them'
	@echo 'make bench         requests per second, beside a bare Django view'
	@echo 'make lighthouse    what Lighthouse says of the running site (needs Node.js)'
	@echo 'make requirements  pin every package anew from requirements.in and requirements-dev.in'
	@echo 'make messages      collect and compile the translations (needs gettext)'
	@echo 'make clean         remove what the tools left; the data in var/ stays'

venv:
	@sh deploy/make-venv.sh requirements.txt

venv-dev:
	@sh deploy/make-venv.sh requirements.txt requirements-dev.txt

# --- Running ------------------------------------------------------------------------------------

run dev demo-day demo-reset: export SITE_BASE_URL ?= http://$(if $(filter 0.0.0.0 ::,$(HOST)),127.0.0.1,$(HOST)):$(PORT)

run: export DJANGO_SETTINGS_MODULE ?= site_core.settings.local
# Fewer pools of memory per process: threads otherwise keep what they once needed.
run: export MALLOC_ARENA_MAX ?= 2
run: venv
	@exec $(PY) manage.py serve --host $(HOST) --port $(PORT)

dev: export DJANGO_SETTINGS_MODULE = site_core.settings.dev
dev: venv
	@$(PY) manage.py prepare --without-static
	@echo 'Messages leave only while a worker runs: $(PY) manage.py run_worker'
	@exec $(PY) manage.py runserver $(HOST):$(PORT)

# Beside a running site or before its first start.
demo-day: export DJANGO_SETTINGS_MODULE ?= site_core.settings.local
demo-day: venv
	@$(PY) manage.py prepare --without-static
	@exec $(PY) manage.py seed_demo_day

demo-reset: export DJANGO_SETTINGS_MODULE ?= site_core.settings.local
demo-reset: venv
	@exec $(PY) manage.py demo_reset

# What is missing comes from the packages of Debian or Ubuntu when root asks, and is named otherwise.
prod-local: venv-dev
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		for program in nginx redis-server openssl; do \
			PATH="$$PATH:/usr/sbin" command -v $$program >/dev/null || \
				{ echo "Installing $$program ..."; apt-get install -y -qq --no-install-recommends $$program >/dev/null; }; \
		done; \
	fi
	@exec $(PY) -m deploy.prod_local $(ARGS)

# --- Tests and checks ---------------------------------------------------------------------------

test: venv-dev
	@exec $(PY) -m tests.harness $(ARGS)

prove: venv-dev
	@DUSANGIRE_EXAMPLES=$(or $(EXAMPLES),1000) $(if $(SHRINK),DUSANGIRE_SHRINK=1) \
		$(PY) -m pytest -q --no-header tests/money/test_machine.py

bench: venv-dev
	@exec $(PY) -m benchmarks $(ARGS)

lighthouse:
	@HOST=$(HOST) PORT=$(PORT) sh benchmarks/lighthouse.sh

CHECKS = check-format check-lint check-types check-layers check-migrations check-deploy \
	check-templates check-html check-packages check-secrets

# Every tool is asked, so one run shows everything that is wrong.
check: venv-dev
	@failed=''; for name in $(CHECKS); do \
		if output=$$($(MAKE) --no-print-directory $$name 2>&1); then echo "ok      $$name"; \
		else echo "FAILED  $$name"; printf '%s\n' "$$output" | sed 's/^/        /'; failed="$$failed $$name"; fi; \
	done; \
	if [ -n "$$failed" ]; then echo "Failed:$$failed"; exit 1; fi

check-format:
	@$(BIN)/ruff format --check --quiet --output-format concise .

check-lint:
	@$(BIN)/ruff check --quiet --output-format concise .

check-types:
	@$(BIN)/mypy --no-error-summary

check-layers:
	@$(BIN)/lint-imports --no-logo
	@$(PY) -m pytest -q --no-header -p no:cacheprovider tests/test_layers.py

check-migrations:
	@DJANGO_SETTINGS_MODULE=site_core.settings.test $(PY) manage.py makemigrations --check --dry-run

# The hospital's settings with stand-ins for its secrets: any warning fails.
check-deploy:
	@DJANGO_SETTINGS_MODULE=site_core.settings.production \
	SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(48))')" \
	ALLOWED_HOSTS=dusangire.example SITE_BASE_URL=https://dusangire.example \
	DUSANGIRE_VAR_DIR="$${TMPDIR:-/tmp}/dusangire-check" \
	$(PY) manage.py check --deploy --fail-level WARNING

check-templates:
	@$(TEMPLATE_FILES) | xargs $(BIN)/djade --check --target-version 5.2

check-html:
	@$(TEMPLATE_FILES) | xargs $(BIN)/djlint --lint --quiet

check-packages:
	@$(PY) -m pip check --disable-pip-version-check

check-secrets:
	@$(PY) deploy/find-secrets.py

# Asks the Python Package Index for known holes, so it needs the internet and is no part of `check`.
audit: venv-dev
	@$(BIN)/uv tool run pip-audit -r requirements.txt --no-deps --disable-pip

# --- Care ---------------------------------------------------------------------------------------

format: venv-dev
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .
	@$(TEMPLATE_FILES) | xargs $(BIN)/djade --target-version 5.2 || true

requirements: venv-dev
	@$(BIN)/uv pip compile --quiet --no-header --universal --python-version 3.11 requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --no-header --universal --python-version 3.11 requirements-dev.in -o requirements-dev.txt

messages: venv
	@command -v msgfmt >/dev/null || { echo 'Translators need gettext (Debian, Ubuntu: apt install gettext).'; exit 1; }
	@$(PY) manage.py makemessages --all --no-obsolete --no-wrap --no-location --ignore .venv --ignore var
	@$(PY) manage.py compilemessages --ignore .venv

clean:
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache var/test-*
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

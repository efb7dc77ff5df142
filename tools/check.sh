#!/usr/bin/env bash
# Runs every check but the tests, shows what each says and fails at the end when one did.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()

check() {
  local label="$1"
  shift
  echo "check: $label"
  "$@" || failed+=("$label")
}

check "format" .venv/bin/ruff format --check --quiet .
check "lint" .venv/bin/ruff check --quiet .
check "types" .venv/bin/mypy --cache-dir .cache/mypy --no-error-summary
check "import contracts" .venv/bin/lint-imports --cache-dir .cache/imports
check "migrations" env DJANGO_SETTINGS_MODULE=rathaus.config.settings .venv/bin/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run --skip-checks
check "template format" tools/templates.sh --check
check "branches of the pure floors" tools/floors.sh

if [ "${#failed[@]}" -gt 0 ]; then
  printf 'check: failed: %s\n' "${failed[@]}" >&2
  exit 1
fi
echo "check: all good"

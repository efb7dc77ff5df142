#!/usr/bin/env bash
# Writes the lock files anew from pyproject.toml and package.json: hashes, no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh
uv="$(tools/install-uv.sh)"
export_lock() {
  "$uv" export -q --no-emit-project --format requirements-txt --no-header --no-annotate "$@"
}
"$uv" lock -q "${@}"
export_lock --no-dev >requirements.lock
export_lock --only-group dev >requirements-dev.lock
for name in uv node; do
  "$uv" pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
    "tools/$name.in" -o "tools/$name.lock.txt" --upgrade
done
npm="$(tools/install-npm.sh)"
PATH="$(dirname "$npm"):$PATH" "$npm" install --silent --package-lock-only --omit-lockfile-registry-resolved \
  --ignore-scripts --no-audit --no-fund

#!/usr/bin/env bash
# Installs what is missing, and nothing twice: tools/setup.sh runtime|full
#   runtime  Python packages, style sheets and scripts: enough for `make demo`
#   full     the same plus development tools and a browser: enough for `make test` and `make check`
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/steps.sh

mode="${1:?usage: tools/setup.sh runtime|full}"

install_python_runtime() {
  uv="$(tools/install-uv.sh)"
  tools/make-venv.sh "$uv"
  "$uv" pip install -q --python .venv/bin/python --require-hashes -r requirements.lock
  "$uv" pip install -q --python .venv/bin/python --no-deps --editable .
}

install_python_full() {
  uv="$(tools/install-uv.sh)"
  tools/make-venv.sh "$uv"
  "$uv" pip install -q --python .venv/bin/python --require-hashes -r requirements.lock -r requirements-dev.lock
  "$uv" pip install -q --python .venv/bin/python --no-deps --editable .
  remember python_runtime "$(fingerprint requirements.lock pyproject.toml .python-version)"
}

install_node_packages() {
  npm="$(tools/install-npm.sh)"
  PATH="$(dirname "$npm"):$PATH" "$npm" ci --loglevel=error --no-audit --no-fund --ignore-scripts --no-update-notifier >/dev/null
}

build_assets() {
  .venv/bin/python -m rathaus.surfaces.ui.build >/dev/null
}

asset_sources() {
  find src/rathaus/surfaces -path '*/static/build' -prune -o -type f \
    \( -name '*.po' -o -name '*.css' -o -name '*.js' -o -name '*.svg' -o -path '*/ui/build*.py' \) -print
}

[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || forget python_runtime python_full
[ -d node_modules ] || forget node_packages
[ -d src/rathaus/surfaces/ui/static/build ] || forget assets

if [ "$mode" = full ]; then
  step python_full "Python packages and development tools" install_python_full \
    requirements.lock requirements-dev.lock pyproject.toml .python-version
else
  step python_runtime "Python packages" install_python_runtime requirements.lock pyproject.toml .python-version
fi
step node_packages "Style sheets and scripts" install_node_packages package.json package-lock.json
if [ -e src/rathaus/surfaces/ui/build.py ] || [ -d src/rathaus/surfaces/ui/build ]; then
  mapfile -t sources < <(asset_sources | LC_ALL=C sort)
  step assets "Assets and translations" build_assets package-lock.json "${sources[@]}"
fi
if [ "$mode" = full ]; then
  tools/install-browser.sh
fi

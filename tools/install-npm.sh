#!/usr/bin/env bash
# Prints the path of a working `npm`: the machine's own, or else one that comes with Node.js from a Python wheel.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=".tools/node-venv"

works() {
  PATH="$(dirname "$1"):$PATH" "$1" --version >/dev/null 2>&1
}

own="$(command -v npm || true)"
if [ -n "$own" ] && works "$own"; then
  echo "$own"
  exit 0
fi
if ! works "$PWD/$venv/bin/npm"; then
  echo "set-up: Node.js …" >&2
  uv="$(tools/install-uv.sh)"
  "$uv" venv -q --clear --python .venv/bin/python "$venv" >&2
  "$uv" pip install -q --python "$venv/bin/python" --require-hashes -r tools/node.lock.txt >&2
fi
if works "$PWD/$venv/bin/npm"; then
  echo "$PWD/$venv/bin/npm"
  exit 0
fi
echo "Rathaus needs npm: install it with 'apt-get install npm', then try again." >&2
exit 1

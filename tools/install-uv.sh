#!/usr/bin/env bash
# Prints the path of a working `uv`; installs the pinned one below .tools/ when it is not there yet.
set -euo pipefail
cd "$(dirname "$0")/.."
lock="tools/uv.lock.txt"
venv=".tools/uv-venv"
target=".tools/uv-target"

found() {
  local candidate
  for candidate in "$venv/bin/uv" "$target/bin/uv"; do
    if "$candidate" --version >/dev/null 2>&1; then
      echo "$PWD/$candidate"
      return 0
    fi
  done
  return 1
}

# Any Python of the last years can install uv; the project's own Python is chosen later by uv itself.
pythons() {
  local name
  for name in python3 /usr/bin/python3 python3.14 python3.13 python3.12; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; then echo "$name"; fi
  done
}

try_install() {
  local python
  for python in $(pythons); do
    rm -rf "$venv" "$target"
    if "$python" -m venv "$venv" >/dev/null 2>&1 && "$venv/bin/python" -m pip install -qq --require-hashes -r "$lock" >&2; then
      return 0
    fi
    if "$python" -m pip install -qq --require-hashes --target "$target" -r "$lock" >&2 2>/dev/null; then
      return 0
    fi
  done
  return 1
}

found && exit 0
echo "set-up: uv …" >&2
try_install && found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >&2
  try_install && found && exit 0
fi
echo "Rathaus needs a Python that can install packages: install it with 'apt-get install python3-venv', then try again." >&2
exit 1

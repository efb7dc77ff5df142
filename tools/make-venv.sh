#!/usr/bin/env bash
# Makes .venv with the Python that .python-version names, or else any that is new enough: tools/make-venv.sh UV
set -euo pipefail
cd "$(dirname "$0")/.."
uv="$1"

if .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
  exit 0
fi
"$uv" venv -q --clear .venv 2>/dev/null && exit 0
"$uv" venv -q --clear --python '>=3.12' .venv 2>/dev/null && exit 0
echo "Rathaus needs Python 3.12 or newer: install one (Debian 13: 'apt-get install python3'), then try again." >&2
exit 1

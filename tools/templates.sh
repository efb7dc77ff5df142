#!/usr/bin/env bash
# Checks or repairs the format of all templates: tools/templates.sh --check|--reformat
set -uo pipefail
cd "$(dirname "$0")/.."
mapfile -t templates < <(find src/rathaus -path '*/templates/*' -name '*.html')
[ "${#templates[@]}" -eq 0 ] && exit 0
report="$(.venv/bin/djlint --quiet "$1" "${templates[@]}" 2>&1)" && exit 0
[ "$1" = --reformat ] && exit 0
printf '%s\n' "$report" >&2
exit 1

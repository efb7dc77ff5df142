#!/usr/bin/env bash
# Checks or repairs all templates: tools/templates.sh --check|--reformat
# Blanks inside a line belong to the text of a page, so nothing breaks or joins lines; people do.
set -uo pipefail
cd "$(dirname "$0")/.."
mapfile -t templates < <(find src/rathaus -path '*/templates/*' \( -name '*.html' -o -name '*.txt' \) | LC_ALL=C sort)
[ "${#templates[@]}" -eq 0 ] && exit 0

if [ "$1" = --reformat ]; then
  sed -i -e 's/\t/  /g' -e 's/[[:space:]]*$//' -e '$a\' "${templates[@]}"
  exit 0
fi

status=0
for template in "${templates[@]}"; do
  if grep -nP '\t|[ \r]+$' "$template" || [ -n "$(tail -c1 "$template")" ]; then
    echo "$template: tabs, blanks at the end of a line, or no end of line at its end; run 'make fix'" >&2
    status=1
  fi
done
report="$(.venv/bin/djlint --lint "${templates[@]}" 2>&1)" || { printf '%s\n' "$report" >&2; status=1; }
exit "$status"

#!/usr/bin/env bash
# Makes sure that the browser tests find Chromium and a font; installs both when it may.
set -euo pipefail
packages="chromium chromium-sandbox fonts-liberation"

has_font() {
  compgen -G '/usr/share/fonts/truetype/liberation*/*.ttf' >/dev/null
}

if command -v chromium >/dev/null && has_font; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "set-up: Chromium and fonts …" >&2
  apt-get update -qq >&2
  # shellcheck disable=SC2086  # the list is meant to be split
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2
  exit 0
fi
echo "The tests need a browser: install it with 'sudo apt-get install $packages', then try again." >&2
exit 1

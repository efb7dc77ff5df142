#!/usr/bin/env bash
# Makes sure that the browser tests find Chromium and a font; installs both when it may.
# The build that never has a window is preferred: it costs a third less. Any other Chromium serves as well.
set -euo pipefail
fonts="fonts-liberation"
without_window="chromium-headless-shell"
with_window="chromium chromium-sandbox"

has_font() {
  compgen -G '/usr/share/fonts/truetype/liberation*/*.ttf' >/dev/null
}

install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

if { command -v chromium-headless-shell || command -v chromium; } >/dev/null && has_font; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "set-up: Chromium and fonts …" >&2
  apt-get update -qq >&2
  # shellcheck disable=SC2086  # the lists are meant to be split
  install $without_window $fonts || install $with_window $fonts
  exit 0
fi
echo "The tests need a browser: install it with 'sudo apt-get install $without_window $fonts', then try again." >&2
exit 1

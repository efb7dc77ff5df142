# Sourced by setup.sh: runs a step only when the files that it depends on have changed since it last succeeded.
stamps=".cache/setup"

# fingerprint FILE... prints one hash over the content of the files and the place of this clone.
fingerprint() {
  { printf '%s\n' "$PWD"; sha256sum -- "$@"; } | sha256sum | cut -d' ' -f1
}

# remember STEP HASH notes that the step succeeded for this hash.
remember() {
  mkdir -p "$stamps"
  printf '%s\n' "$2" >"$stamps/$1"
}

# forget STEP... makes the steps run again.
forget() {
  local name
  for name in "$@"; do rm -f "$stamps/$name"; done
}

# step NAME LABEL COMMAND FILE... runs COMMAND unless it has already succeeded for these files.
step() {
  local name="$1" label="$2" command="$3" now
  shift 3
  now="$(fingerprint "$@")"
  [ "$(cat "$stamps/$name" 2>/dev/null)" = "$now" ] && return 0
  echo "set-up: $label …" >&2
  "$command"
  remember "$name" "$now"
}

# Package caches go into the clone where the home directory cannot be written.
if ! [ -w "${HOME:-/nonexistent}" ]; then
  export UV_CACHE_DIR="$PWD/.cache/uv" PIP_CACHE_DIR="$PWD/.cache/pip" npm_config_cache="$PWD/.cache/npm"
fi
# uv and Node.js bring certificates of their own; they shall trust what the machine trusts.
machine_certificates=/etc/ssl/certs/ca-certificates.crt
if [ -r "$machine_certificates" ]; then
  export UV_SYSTEM_CERTS=true NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$machine_certificates}"
fi
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1

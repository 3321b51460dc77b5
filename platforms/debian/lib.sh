# Shared by the scripts beside it; sourced, never run.

say() { printf '%s\n' "== $*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo --preserve-env=DEBIAN_FRONTEND "$@"
    else
        fail "This needs root rights for: $*. Run it as root, or install sudo."
    fi
}

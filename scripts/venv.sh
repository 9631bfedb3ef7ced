# Sourced by ./demo and ./test, from the repository's root: makes .venv, or keeps the one that still fits.

find_python() {
    local name
    for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "onrecord needs Python 3.11 or later, and none was found; name one with PYTHON=/path/to/python3 $0" >&2
    return 1
}

# make_venv NAME PACKAGE_ARGUMENT...: installs onrecord (editable, all extras) and what else is named, once for each
# pyproject.toml.
make_venv() {
    local python stamp
    python=$(find_python)
    stamp="$("$python" --version) $* $(cksum <pyproject.toml)"
    if [ -x .venv/bin/python ] && [ "$(cat ".venv/stamp-$1" 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "Making a virtual environment in .venv …" >&2
        rm -rf .venv
        if ! "$python" -m venv .venv; then
            echo "$python cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2
            return 1
        fi
    fi
    echo "Installing onrecord and what it needs …" >&2
    # Older versions of pip know no dependency groups.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
    .venv/bin/python -m pip install --quiet --editable '.[all]' "${@:2}"
    echo "$stamp" >".venv/stamp-$1"
}

#!/bin/sh
# Makes .venv and installs one pinned requirements file into it: with uv where there is one, else with pip.
set -eu

requirements=$1
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Common Table needs Python 3.11 or newer, and '$python' is $("$python" --version 2>/dev/null || echo 'not found')." >&2
    echo "Name another one like this: make run PYTHON=python3.12" >&2
    exit 1
fi

with_uv=no
if uv --version >/dev/null 2>&1; then with_uv=yes; fi

if ! .venv/bin/python -c '' 2>/dev/null; then
    echo "Making the virtual environment .venv ..."
    rm -rf .venv
    if [ $with_uv = yes ]; then
        uv venv --quiet --python "$python" .venv
    elif ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    fi
fi

rm -f .venv/.run-* .venv/.test-* # what the Makefile knows to be installed
echo "Installing $requirements (the first time takes a minute or two) ..."
if [ $with_uv = yes ]; then
    uv pip install --quiet --python .venv/bin/python --compile-bytecode --require-hashes -r "$requirements"
else
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then .venv/bin/python -m ensurepip >/dev/null; fi
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
fi

cat > .venv/bin/commontable <<'SHIM'
#!/bin/sh
# Runs this copy of Common Table, from whatever folder it is called in.
bin=$(dirname "$(readlink -f "$0")")
exec "$bin/python" "$bin/../../cli.py" "$@"
SHIM
chmod +x .venv/bin/commontable

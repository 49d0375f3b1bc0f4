#!/bin/sh
# Makes .venv hold the packages of the named groups, in the order given: build run test lint.
# Each group leaves a stamp, so the next call is instant; a half-made .venv is made anew.
# Writes nothing outside the checkout but temporary files: no cache, no HOME.
set -eu
cd "$(dirname "$0")/.."

# A user's own settings must not send packages elsewhere.
unset PIP_TARGET PIP_PREFIX PIP_ROOT PYTHONPATH PYTHONHOME || true
export PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# durable-rules names a function that Python 3.13 dropped, for callbacks that are never set.
# Harmless before 3.13; `pip --no-cache-dir` keeps a wheel built without it from coming back.
export CPPFLAGS="${CPPFLAGS:-} -DPyEval_CallObject=PyObject_CallObject"

venv_python=.venv/bin/python
base=$({
    pwd
    echo "${PYTHON:-}"
    cat .ci/setup.sh constraints/*.txt
} | cksum)
editable=$(cksum <pyproject.toml)

stamped() { [ "$(cat ".venv/stamp-$1" 2>/dev/null)" = "$2" ]; }
stamp() { echo "$2" >".venv/stamp-$1"; }

if ! stamped base "$base" || ! "$venv_python" -c 'import hatchling' 2>/dev/null; then
    python=$(sh .ci/preflight.sh) # says what is missing and ends here
    echo "Setting up .venv with $("$python" -V), once." >&2
    rm -f .venv/stamp-* # first: an interrupted rm must not leave a stamp
    rm -rf .venv
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv .venv
        bootstrap() { "$venv_python" -m pip "$@"; }
    else # Debian without python3-venv: the pip outside fills the inside
        "$python" -m venv --without-pip .venv
        bootstrap() { "$python" -m pip --python "$venv_python" "$@"; }
    fi
    bootstrap install -qq --no-cache-dir --no-deps --only-binary :all: \
        --require-hashes -r constraints/build.txt
    stamp base "$base"
fi

# Wheels are kept in .venv/wheels, so that wheel_test.sh fills a fresh environment without the network.
for group in "$@"; do
    stamped "$group" "$base" && continue
    echo "Installing constraints/$group.txt." >&2
    rm -rf ".venv/wheels/$group"
    "$venv_python" -m pip wheel -qq --no-cache-dir --no-deps --no-build-isolation \
        --only-binary :all: --no-binary durable-rules \
        --require-hashes -r "constraints/$group.txt" -w ".venv/wheels/$group"
    "$venv_python" -m pip install -qq --no-index --no-deps .venv/wheels/"$group"/*.whl
    stamp "$group" "$base"
done

if ! stamped editable "$base $editable"; then
    "$venv_python" -m pip install -qq --no-index --no-deps --no-build-isolation -e .
    stamp editable "$base $editable"
fi

#!/bin/sh
# Builds the wheel, installs it in a fresh environment and runs the same tests against it.
# Needs `.ci/setup.sh run test` before; uses no network. Arguments go to pytest.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
unset PYTHONPATH PYTHONHOME || true
export PIP_NO_INDEX=1 PIP_USER=0

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
venv=$scratch/venv
pip() { .venv/bin/python -m pip --python "$venv/bin/python" "$@"; }

.venv/bin/python -m hatchling build -t wheel -d "$scratch/dist"
.venv/bin/python -m venv --without-pip "$venv"

# First with what `pip install dunbar` would bring and nothing more, from a folder of no meaning.
pip install -qq --no-deps .venv/wheels/run/*.whl "$scratch"/dist/*.whl
pip check
(cd "$scratch" && "$venv/bin/dunbar" advise "$root/examples/consultant.yaml" >"$scratch/verdict")
[ -s "$scratch/verdict" ] || {
    echo "dunbar: the installed command printed no verdict" >&2
    exit 1
}

# Then the tests. `pytest`, not `python -m pytest`, which would put the checkout first on the path;
# tests/test_packaging.py fails where the code under test is not the installed one.
pip install -qq --no-deps .venv/wheels/test/*.whl
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
DUNBAR_UNDER_TEST=$site/dunbar "$venv/bin/pytest" -o "pythonpath=$site/dunbar" -p no:cacheprovider "$@"

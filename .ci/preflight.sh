#!/bin/sh
# Prints the path of the interpreter to build .venv with, or says in one sentence what is missing.
# Everything is looked at before anything is installed. PYTHON names an interpreter to insist on.
set -u

OLDEST=11 # 3.11; the pinned wheels in constraints/ cover 3.11 to 3.14
NEWEST=14

fail() {
    echo "dunbar: $*" >&2
    exit 1
}

# "CPython 3.12", or nothing where the command is missing or is a shim without a Python behind it.
version_of() {
    "$1" -c 'import platform as p
print(p.python_implementation() + " " + ".".join(p.python_version_tuple()[:2]))' 2>/dev/null </dev/null
}

supported() {
    case "$1" in
    "CPython 3."*)
        minor=${1#CPython 3.}
        [ "$minor" -ge "$OLDEST" ] && [ "$minor" -le "$NEWEST" ]
        ;;
    *) return 1 ;;
    esac
}

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.14 python3.13 python3.12 python3.11 python
fi

python=
seen=
for candidate; do
    version=$(version_of "$candidate") || continue
    if supported "$version"; then
        python=$(command -v "$candidate")
        break
    fi
    seen="${seen:-$candidate is $version}"
done

if [ -z "$python" ]; then
    cure="install one (Debian, Ubuntu: apt-get install python3 python3-dev python3-venv) or name one with make PYTHON=/path/to/python3.12"
    [ -n "$seen" ] || seen="${PYTHON:-python3} does not run here"
    fail "CPython 3.$OLDEST to 3.$NEWEST is needed, but $seen: $cure"
fi

# One run of Python tells the rest: is there a way to get pip into .venv, are there headers, which compiler.
facts=$("$python" - <<'PROBE'
import importlib.util as util, os, re, sysconfig
found = lambda name: util.find_spec(name) is not None
pip = 0
if found("pip"):
    import pip as module
    pip = tuple(map(int, re.findall(r"\d+", module.__version__)[:2])) >= (22, 3)  # knows --python
print("pip", "yes" if found("venv") and (found("ensurepip") or pip) else "no")
include = sysconfig.get_path("include")
print("include", include)
print("compiler", os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
PROBE
) || fail "$python could not tell about itself: reinstall it or name another with make PYTHON=/path/to/python3.12"

fact() { printf '%s\n' "$facts" | sed -n "s/^$1 //p"; }
version=${version#CPython }
compiler=$(fact compiler)
include=$(fact include)

[ "$(fact pip)" = yes ] ||
    fail "$python can make no virtual environment with pip in it: install the missing part (Debian, Ubuntu: apt-get install python3-venv) and run make again"
command -v "${compiler%% *}" >/dev/null 2>&1 ||
    fail "a C compiler is needed to build durable-rules, and ${compiler%% *} is not there: install it (Debian, Ubuntu: apt-get install gcc libc6-dev; Fedora: dnf install gcc; macOS: xcode-select --install) or name yours with CC=..."
[ -f "$include/Python.h" ] ||
    fail "the headers of Python $version are needed to build durable-rules, and $include/Python.h is not there: install them (Debian, Ubuntu: apt-get install python$version-dev; Fedora: dnf install python3-devel) and run make again"

scratch=$(mktemp -d) || fail "no temporary folder can be made: free some space or set TMPDIR"
trap 'rm -rf "$scratch"' EXIT
echo '#include <Python.h>' >"$scratch/probe.c"
# $compiler may carry flags ("gcc -pthread"), so it is left to split.
$compiler -I"$include" -c "$scratch/probe.c" -o "$scratch/probe.o" >"$scratch/log" 2>&1 ||
    fail "${compiler%% *} cannot compile a file that includes Python.h ($(grep -m1 error "$scratch/log" || head -n1 "$scratch/log")): install the C library's headers (Debian, Ubuntu: apt-get install libc6-dev) and run make again"

echo "$python"

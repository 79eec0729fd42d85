#!/usr/bin/env bash
# Build the wheel, install it in a fresh environment outside the clone, and use it from a package of
# somebody else's, which must pass mypy --strict against the installed types.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
"${PYTHON:-python3}" -m venv "$away/venv"
pip="$away/venv/bin/python -m pip install -qq --disable-pip-version-check"
$pip build mypy
"$away/venv/bin/python" -m build --outdir "$away/dist" "$root" > "$away/build.log" 2>&1 \
  || { cat "$away/build.log"; exit 1; }
ls "$away/dist"
cp -r "$root/tests/consumer" "$away/consumer"
# examples that are modules of this package too: written once, typed and run against the wheel
cp "$root"/examples/{head_approves,childs_card,changed_table}.py "$away/consumer/src/office_of_our_own/"
wheel=$(echo "$away"/dist/*.whl)
$pip "$wheel[lab]"
$pip --no-deps "$away/consumer"
cd "$away"
venv/bin/python -m mypy --strict --no-error-summary consumer/src/office_of_our_own
venv/bin/python -c "import office_of_our_own; office_of_our_own.main()"

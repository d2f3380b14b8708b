#!/usr/bin/env bash
# Compiles the profiles offline: build.sh [folder], by default into compiled/ beside this script. See README.md.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
target="${1:-$here/compiled}"
package="$root/artifacts/hl7.fhir.r4.examples-4.0.1.tgz"
hash=0d705d21939e41a48a220094ef0e87382eecc3fe81cf29668a92e4056e1ffffa53f8173de31fbc2c89b04ddbda35384f2683b3a41cefc40ccdaa37aedd7ff32f
home="$root/artifacts/sushi"
sushi="$home/node_modules/.bin/sushi"
mkdir -p "$home" "$target"

cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$home"
[ -x "$sushi" ] || npm ci --ignore-scripts --silent --prefix "$home"
[ -f "$package" ] || npm pack hl7.fhir.r4.examples@4.0.1 --silent --pack-destination "$root/artifacts" >/dev/null
echo "$hash  $package" | sha512sum --check --quiet

# What SUSHI would fetch: the official definitions under the name it asks for, and nothing for the packages it adds by itself.
node "$here/cache.mjs" "$package" "$home/.fhir/packages"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cp -r "$here/input" "$here/sushi-config.yaml" "$work"
HOME="$home" "$sushi" build "$work" --snapshot --log-level error
node "$here/reduce.mjs" "$work/fsh-generated/resources" "$target"

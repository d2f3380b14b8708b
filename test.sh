#!/usr/bin/env bash
# Everything that must hold before a change counts as done: restore, format, build, test, schema.
# Needs the .NET 10 SDK and Node.js 20; installs the rest of what the tests use from the system's packages when it may.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
exec </dev/null
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
results=artifacts/test-results
step() { printf '\n== %s\n' "$*"; }
note() { printf 'note: %s\n' "$*"; }
used_by_tests() { grep -qs "Include=\"$1\"" tests/*/*.csproj src/*/*.csproj; }

# system_packages PACKAGE…: installed when root or password-less sudo allows; without them the tests concerned are skipped.
system_packages() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || { note "no right to install $*: tests that need them are skipped"; return 0; }
    as_root=(sudo -n)
  fi
  command -v apt-get >/dev/null || { note "no apt-get to install $*: tests that need them are skipped"; return 0; }
  "${as_root[@]}" apt-get update -q >/dev/null || note "package lists are not fresh"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >/dev/null \
    || note "could not install $*: tests that need them are skipped"
}

step "What the tests need"
missing=()
command -v curl >/dev/null || missing+=(curl)
command -v npm >/dev/null || missing+=(nodejs npm)
if used_by_tests Microsoft.Playwright && ! command -v chromium >/dev/null; then missing+=(chromium fonts-liberation); fi
if used_by_tests Npgsql.EntityFrameworkCore.PostgreSQL && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then missing+=(postgresql); fi
[ ${#missing[@]} = 0 ] || system_packages "${missing[@]}"
find src tests -name package-lock.json -not -path '*/node_modules/*' | while read -r lock; do
  npm ci --ignore-scripts --silent --prefix "$(dirname "$lock")"
done

# The official definitions, from which one test makes the embedded ones again and compares.
definitions=artifacts/hl7.fhir.r4.examples-4.0.1.tgz
definitions_hash=0d705d21939e41a48a220094ef0e87382eecc3fe81cf29668a92e4056e1ffffa53f8173de31fbc2c89b04ddbda35384f2683b3a41cefc40ccdaa37aedd7ff32f
mkdir -p artifacts
if [ ! -f "$definitions" ] && command -v npm >/dev/null; then
  npm pack hl7.fhir.r4.examples@4.0.1 --silent --pack-destination artifacts >/dev/null || note "official definitions not fetched: their test is skipped"
fi
if [ -f "$definitions" ] && ! echo "$definitions_hash  $definitions" | sha512sum --check --quiet; then
  rm "$definitions"
  echo "The official definitions are not the published ones." >&2
  exit 1
fi

step "Restore, exactly what is locked"
dotnet restore --locked-mode
step "Format"
dotnet format --verify-no-changes --no-restore
step "Build, warnings are errors"
dotnet build -c Release --no-restore -clp:ErrorsOnly

step "Tests"
rm -rf "$results"
failed_projects=()
for project in tests/*.Tests; do
  dotnet test "$project" -c Release --no-build --results-directory "$results" --logger "trx;LogFileName=$(basename "$project").trx" \
    --blame-hang-timeout 8m --blame-hang-dump-type none || failed_projects+=("$(basename "$project")")
  [ -s "$results/$(basename "$project").trx" ] || failed_projects+=("$(basename "$project") (no result)")
done

# The API and its store once more, on a PostgreSQL of its own that lives as long as this script.
postgres=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1 || true)
if [ -z "$postgres" ]; then
  note "no PostgreSQL here: the API is tested on SQLite alone"
else
  step "The API on PostgreSQL, two nodes over one database"
  cluster=$(mktemp -d)
  as_server=()
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$cluster"
    as_server=(runuser -u postgres --)
  fi
  "${as_server[@]}" "$postgres/initdb" -A trust -U hub -D "$cluster/data" >/dev/null
  trap '"${as_server[@]}" "$postgres/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null; rm -rf "$cluster"' EXIT
  "${as_server[@]}" "$postgres/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -o "-k $cluster -c listen_addresses='' -c fsync=off -c max_connections=300" start >/dev/null
  chmod 755 "$cluster"
  HUB_TEST_NODES=2 HUB_TEST_POSTGRES="Host=$cluster;Username=hub;Database=postgres" dotnet test tests/Hub.Api.Tests -c Release --no-build --results-directory "$results" \
    --filter "FullyQualifiedName!~Hub.Api.Tests.Layout" --logger "trx;LogFileName=PostgreSql.trx" --blame-hang-timeout 8m --blame-hang-dump-type none \
    || failed_projects+=("API on PostgreSQL")
fi

if [ -f .config/dotnet-tools.json ] || [ -f dotnet-tools.json ]; then
  step "The migrations hold the whole model"
  dotnet tool restore >/dev/null
  ef() { dotnet ef "$@" --project src/Hub.Api --configuration Release --no-build; }
  contexts=$(ef dbcontext list --prefix-output | sed -n 's/^data: *//p')
  [ -n "$contexts" ] || failed_projects+=("no database context found")
  for context in $contexts; do
    ef migrations has-pending-model-changes --context "$context" || failed_projects+=("pending model change in $context")
  done
fi

# counter NAME: the sum of one counter over the result files.
counter() {
  { cat "$results"/*.trx 2>/dev/null || true; } | awk -v key=" $1=\"" '/<Counters / { sum += substr($0, index($0, key) + length(key)) } END { print sum + 0 }'
}
failed=$(counter failed)
echo
[ ${#failed_projects[@]} = 0 ] || printf 'Not green: %s\n' "${failed_projects[*]}"
echo "Tests: $(counter passed) passed, $failed failed, $(($(counter total) - $(counter executed))) skipped"
[ "$failed" = 0 ] && [ ${#failed_projects[@]} = 0 ]

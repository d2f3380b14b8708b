#!/usr/bin/env bash
# Makes the pictures of every page in this folder, from the demo, at 1366 and 320 pixels.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
HUB_PICTURES="$PWD/specs/portal" dotnet test tests/Hub.Portal.Tests --filter "FullyQualifiedName~LookTests|FullyQualifiedName~PrintTests" "$@"

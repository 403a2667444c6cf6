#!/usr/bin/env bash
# Runs leadline for the measuring rig on 127.0.0.1:8000, on a fresh data folder (KEEP=1 keeps it).
# Every provider is at $FAKE; the process id is in bench/run/app.pid.
set -euo pipefail
cd "$(dirname "$0")/.."
RUN=bench/run
PY=${PY:-.venv/bin/python}
FAKE=${FAKE:-http://127.0.0.1:9100}
PORT=${PORT:-8000}
mkdir -p "$RUN"
[ "${KEEP:-0}" = 1 ] || rm -rf "$RUN/data"
# Compiled files are part of an installed program.
unset PYTHONDONTWRITEBYTECODE
export LEADLINE_DATA_DIR="$PWD/$RUN/data" LEADLINE_SECRET_KEY=bench-secret-key-of-no-other-use-0123456789abcdef
export LEADLINE_PUBLIC_URL=https://leads.example.com LEADLINE_HOST=127.0.0.1 LEADLINE_PORT="$PORT"
export LEADLINE_TWILIO_BASE_URL="$FAKE" ANTHROPIC_BASE_URL="$FAKE" OPENAI_BASE_URL="$FAKE/v1"
export ANTHROPIC_API_KEY=bench-key OPENAI_API_KEY=bench-key
export LEADLINE_BURST_SHORT_MS=0 LEADLINE_BURST_LONG_MS=0 LEADLINE_BURST_CAP_MS=0
export LEADLINE_LOG_LEVEL=warning LEADLINE_PRELOAD_MODELS="${PRELOAD:-false}"
[ -d "$RUN/data" ] || PYTHONPATH=. "$PY" bench/seed.py >/dev/null
setsid "$PY" -m app.cli serve >>"$RUN/app.log" 2>&1 </dev/null &
echo $! >"$RUN/app.pid"
for _ in $(seq 400); do
  if "${CURL:-curl}" -fso /dev/null "http://127.0.0.1:$PORT/readyz" 2>/dev/null; then exit 0; fi
  kill -0 "$(cat "$RUN/app.pid")" 2>/dev/null || { tail -5 "$RUN/app.log" >&2; exit 1; }
  sleep 0.05
done
echo "leadline did not become ready; see $RUN/app.log" >&2
exit 1

#!/usr/bin/env bash
# Acknowledged webhooks a second at 64 connections, leadline and an empty Sanic handler in turns,
# while leadline works on the turns that the webhooks open. ROUNDS=5
set -euo pipefail
cd "$(dirname "$0")/.."
RIG=$(realpath "${RIG:-../shared/bench}")
RUN=$PWD/bench/run
export PY=${PY:-$PWD/.venv/bin/python}
TOOL=$RUN/rig/bin/python
mkdir -p "$RUN"
[ -x "$TOOL" ] || { python3 -m venv "$RUN/rig" && "$TOOL" -m pip install -q -r "$RIG/requirements.txt"; }
"$TOOL" "$RIG/fake_providers.py" --port 9100 >"$RUN/fake.log" 2>&1 & FAKE_PID=$!
PYTHONPATH=. "$PY" bench/empty.py & EMPTY_PID=$!
trap 'bench/stop.sh; kill $FAKE_PID $EMPTY_PID 2>/dev/null || true' EXIT
sleep 1
PRELOAD=true bench/start.sh
PUB="--public-url https://leads.example.com/webhooks/twilio/bench"
for _ in $(seq "${ROUNDS:-5}"); do
  "$TOOL" "$RIG/loadgen.py" ack --label empty --url http://127.0.0.1:8001/webhooks/twilio/bench $PUB -c 64 -n 6000
  "$TOOL" "$RIG/loadgen.py" ack --label leadline --url http://127.0.0.1:8000/webhooks/twilio/bench $PUB -c 64 -n 6000
  echo "load $(cut -d' ' -f1 /proc/loadavg); answered so far: $(curl -s http://127.0.0.1:9100/control/report?detail=0 | head -c 120)"
done

#!/usr/bin/env bash
# Latency added to replies at five a second, without and with a thousand pages being taken in, in
# turns on one server; and how long the pages take. ROUNDS=3 PAGES=1000
set -euo pipefail
cd "$(dirname "$0")/.."
RIG=$(realpath "${RIG:-../shared/bench}")
RUN=$PWD/bench/run
export PY=${PY:-$PWD/.venv/bin/python}
TOOL=$RUN/rig/bin/python
mkdir -p "$RUN"
[ -x "$TOOL" ] || { python3 -m venv "$RUN/rig" && "$TOOL" -m pip install -q -r "$RIG/requirements.txt"; }
"$TOOL" "$RIG/fake_providers.py" --port 9100 >"$RUN/fake.log" 2>&1 & FAKE_PID=$!
trap 'bench/stop.sh; kill $FAKE_PID 2>/dev/null || true' EXIT
for _ in $(seq 100); do curl -fso /dev/null http://127.0.0.1:9100/control/health && break; sleep 0.05; done
PRELOAD=true bench/start.sh
AT="--url http://127.0.0.1:8000/webhooks/twilio/bench --public-url https://leads.example.com/webhooks/twilio/bench"
export LEADLINE_DATA_DIR=$RUN/data LEADLINE_SECRET_KEY=bench-secret-key-of-no-other-use-0123456789abcdef PYTHONPATH=.
"$TOOL" "$RIG/loadgen.py" e2e --label warming $AT -r 5 -s 8 >/dev/null
for _ in $(seq "${ROUNDS:-3}"); do
  "$TOOL" "$RIG/loadgen.py" e2e --label alone $AT -r 5 -s 25
  "$PY" bench/upload.py "${PAGES:-1000}" & UPLOAD_PID=$!
  sleep 3
  "$TOOL" "$RIG/loadgen.py" e2e --label reading $AT -r 5 -s 25
  wait $UPLOAD_PID
  echo "load $(cut -d' ' -f1 /proc/loadavg)"
done

#!/usr/bin/env bash
# Measures leadline with the rig of $RIG (default ../shared/bench), side by side with its floor and,
# with PEER=1, with its seed stack, in one run on one machine. JSON lines go to bench/run/.
#   PARTS=rss,ack,e2e,drain,sustain  REPEAT=3  PEER=0  MODEL=…  see README.md beside this file
set -euo pipefail
cd "$(dirname "$0")/.."
RIG=$(realpath "${RIG:-../shared/bench}")
[ -d "$RIG" ] || { echo "no rig at $RIG: set RIG to its folder" >&2; exit 2; }
RUN=$PWD/bench/run
export PY=${PY:-$PWD/.venv/bin/python}
export PYTHONDONTWRITEBYTECODE=1
TOOL=$RUN/rig/bin/python
mkdir -p "$RUN"
[ -x "$TOOL" ] || { python3 -m venv "$RUN/rig" && "$TOOL" -m pip install -q -r "$RIG/requirements.txt"; }
"$TOOL" "$RIG/fake_providers.py" --port 9100 >"$RUN/fake.log" 2>&1 &
FAKE_PID=$!
trap 'bench/stop.sh; kill $FAKE_PID 2>/dev/null || true' EXIT
for _ in $(seq 100); do curl -fso /dev/null http://127.0.0.1:9100/control/health && break; sleep 0.05; done
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
bench/start.sh
AT="--url http://127.0.0.1:8000/webhooks/twilio/bench --public-url https://leads.example.com/webhooks/twilio/bench"
"$TOOL" "$RIG/loadgen.py" check $AT --settle 8
"$TOOL" "$RIG/suite.py" --label leadline $AT --pids-cmd "cat $RUN/app.pid" --warm \
  --wipe-cmd "cd $PWD && bench/stop.sh && PRELOAD=true bench/start.sh" \
  --parts "${PARTS:-rss,ack,e2e,drain,sustain}" --repeat "${REPEAT:-3}" --out "$RUN/leadline.jsonl"
"$TOOL" "$RIG/suite.py" --summary "$RUN/leadline.jsonl"
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"

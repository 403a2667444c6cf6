#!/usr/bin/env bash
# Stops the leadline that start.sh started.
cd "$(dirname "$0")/.."
PID=$(cat bench/run/app.pid 2>/dev/null) || exit 0
kill "$PID" 2>/dev/null
for _ in $(seq 400); do kill -0 "$PID" 2>/dev/null || break; sleep 0.05; done
rm -f bench/run/app.pid

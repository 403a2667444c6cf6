"""The dashboard: pages for operators, drawn on the server, live by server-sent events."""

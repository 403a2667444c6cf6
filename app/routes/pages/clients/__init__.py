"""The clients of the agency."""

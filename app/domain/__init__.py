"""Rules of the field as plain data and functions: no input or output, no async, no vendor."""

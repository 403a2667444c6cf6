"""Where providers call: every path holds an opaque channel key, every call is verified first."""

"""The inbox: lists, threads, what a person writes and decides."""

"""Jobs: the Huey queues in this process, rung by the bell, working on their own event loop."""

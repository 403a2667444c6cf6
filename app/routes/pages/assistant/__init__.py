"""What the assistant is told, asked, allowed to spend, and how well it does."""

"""Analytics: how leads come through, how long they wait, what it costs, and the rows behind it."""

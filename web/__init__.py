"""The public side: chat gateway, search API, pages and widget. The only process that the internet reaches."""

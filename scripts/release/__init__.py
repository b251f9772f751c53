"""A release: what must be true before there is one, what goes into it, and how it becomes the same bytes everywhere."""

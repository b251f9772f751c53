"""What reads the exports with libraries that our own environment lacks: run by `make test-readers`, in an environment of its own."""

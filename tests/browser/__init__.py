"""The built site in a real browser, and the checks of its HTML and its code. Run by make test-site, which builds it and finds a browser."""

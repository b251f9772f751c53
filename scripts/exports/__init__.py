"""The forms in which others take the data: registry.py lists them, folder.py writes them, and one module makes each."""

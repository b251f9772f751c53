"""What stops the building of the site, beside a folder that is not ours: something to build it from is missing, or not what it says."""


class MissingInput(Exception):
    """Something that the site is built from is missing, spoiled or of another version; the message is one sentence that says what to do."""

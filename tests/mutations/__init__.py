"""Spoils packages in thousands of small ways and asks three judges about each: our validator, the reference, and frictionless.

Run it as `python -m tests.mutations --count 5000`; the tests run a few hundred mutants of it.
"""

"""Packages of any size in the form of this one, made up row by row: to measure the validator, and to prove what it finds."""

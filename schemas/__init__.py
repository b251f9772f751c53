"""What must be true: Table Schemas (one column), rules (two columns, two tables), contracts (both, as pandera schemas)."""

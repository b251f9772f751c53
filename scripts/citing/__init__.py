"""Everything on citing one record of a package."""

"""What must be true: Table Schemas (one column), rules (two columns, two tables), contracts (both, as pandera schemas)."""

import warnings

# Where pyspark is installed, pandera imports more of it than we use, and that says that it does not get on with our pandas.
warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)

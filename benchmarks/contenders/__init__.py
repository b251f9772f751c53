"""Who is measured: each module checks a package in a process of its own and says how long the work took and what it found."""

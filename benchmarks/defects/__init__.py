"""Every kind of defect that a generated package can have, by table."""

from benchmarks.defects import claims, event_links, events, figures, matches, passages, places, sources, units
from benchmarks.defects.defect import Defect

MODULES = (events, event_links, claims, figures, passages, places, units, sources, matches)
DEFECTS: tuple[Defect, ...] = tuple(defect for module in MODULES for defect in module.DEFECTS)

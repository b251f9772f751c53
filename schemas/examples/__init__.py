"""For every rule the smallest change of the minimal package that breaks it: the codebook shows it, and the tests make just this change.

Only the codebook and the tests load these modules.
"""

from schemas.examples.cells import CELL_EXAMPLES, KEY_EXAMPLES
from schemas.examples.form import FORM_EXAMPLES
from schemas.examples.rules import RULE_EXAMPLES
from schemas.examples.source import SOURCE_EXAMPLES

EXAMPLES = {**RULE_EXAMPLES, **KEY_EXAMPLES, **CELL_EXAMPLES, **FORM_EXAMPLES, **SOURCE_EXAMPLES}

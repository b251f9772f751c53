"""EDTF dates in words for running text: 'by 3 April 2012'. The macro edtf_in_words has a shorter form for tables."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ELSEWHERE = "dated by the sentences around it"  # what ~ means, by the conventions of this data set
MARKS = {"~": f" ({ELSEWHERE})", "?": " (uncertain)", "%": f" (uncertain, {ELSEWHERE})"}


def day_in_words(edtf: str) -> str:
    """The EDTF date, of the part of EDTF that the date columns admit, in words; text of any other form as it stands."""
    first, slash, last = edtf.partition("/")
    try:
        if not slash:
            return _date(first)
        if first == "..":
            return f"by {_date(last)}"
        return f"{_date(first)} or later" if last == ".." else f"{_date(first)} to {_date(last)}"
    except (ValueError, IndexError):
        return edtf


def _date(edtf: str) -> str:
    """A year, month or day as people write it, with what its mark means; ValueError or IndexError if it is none."""
    plain = edtf.rstrip("".join(MARKS))
    year, *rest = plain.split("-")
    numbers = [int(part) for part in (year, *rest)]
    if len(numbers) > 3 or not all(numbers):
        raise ValueError(edtf)
    words = [str(number) for number in numbers[2:]] + [MONTHS[number - 1] for number in numbers[1:2]] + [year]
    return " ".join(words) + MARKS.get(edtf[len(plain) :], edtf[len(plain) :])

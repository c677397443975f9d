"""Phone numbers of PTV as they are dialled in Finland."""

from __future__ import annotations

import re

NOT_DIALLED = re.compile(r"[\s()./\-–]")
DIGITS = re.compile(r"^\+?\d{2,15}$")
MOBILE_WITHOUT_ZERO = re.compile(r"^(4\d|50)\d{5,8}$")


def dialled(number: str | None, prefix: str | None = None) -> str | None:
    """The number with its leading zero: `+358` + `63252347` is `06 3252347` in digits, other countries keep the prefix.

    None for an empty number. Raises ValueError for what is no number. A service number that lacks the prefix is left as
    it is, except a mobile number that was written without its zero.
    """
    digits = NOT_DIALLED.sub("", number or "")
    if not digits:
        return None
    if not DIGITS.match(digits):
        raise ValueError("not a phone number")
    code = NOT_DIALLED.sub("", prefix or "")
    if digits.startswith(("+358", "00358")):
        code, digits = "+358", digits.removeprefix("+358").removeprefix("00358")
    if code in ("+358", "358", "00358"):
        return "0" + digits.lstrip("0")
    if code:
        return f"{code if code.startswith('+') else '+' + code.lstrip('0')}{digits.lstrip('+')}"
    return "0" + digits if MOBILE_WITHOUT_ZERO.match(digits) else digits

"""What a tool would write, as far as that can be told before it runs."""

from typing import NamedTuple


class Reading(NamedTuple):
    """Full paths; one that ends in "/" is a folder with all that is in it.

    `made` are folders that are only made or dropped empty. `is_unclear`: something else may be written too.
    """

    paths: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    is_unclear: bool = False


NOTHING = Reading()

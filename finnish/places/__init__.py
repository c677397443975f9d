"""Which municipality a message names: every inflected form of the 308, typos, puhekieli, nicknames, districts."""

from finnish.places.place import Place
from finnish.places.recogniser import PlaceRecogniser

__all__ = ["Place", "PlaceRecogniser"]

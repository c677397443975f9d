"""The way of a message from the person to Rasa and back, and what the web answers alone when Rasa does not."""

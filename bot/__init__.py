"""What runs inside Rasa: graph components, the channel that the web talks to, and the tracker store."""

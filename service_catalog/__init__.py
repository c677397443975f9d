"""The service catalogue: what Luotsi knows of services, and how it finds the ones that fit.

A library over SQLAlchemy 2. It knows neither Rasa nor HTTP; `actions` and `web` both stand on it.
"""

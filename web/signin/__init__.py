"""Sign-in for the pages that are not everyone's: local accounts, or the municipality's own OpenID Connect."""

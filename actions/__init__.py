"""Custom actions, one a file. They read the conversation, ask the catalogue and fill slots; the domain speaks."""

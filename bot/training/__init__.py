"""What makes the files that the bot is trained with; nothing here runs beside the bot."""

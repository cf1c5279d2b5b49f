"""The widgets of the application: they show what they are given and post what the user wants."""

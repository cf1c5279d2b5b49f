"""Dialogs: each is a `ModalScreen` that returns one frozen value, or None where the user leaves it."""

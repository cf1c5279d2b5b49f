"""The screens of the application: each asks the desk, and hands what it hears to its widgets."""

"""The terminal application: triage, incidents, insights, checks."""

"""A folder of foreign documents brought in: what is understood of each, and what is written with consent."""

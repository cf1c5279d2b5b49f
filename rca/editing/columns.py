"""The canonical names of an action item's facts: headers of columns and labels of lines."""

COLUMNS = {
    "number": "#",
    "action": "Action",
    "owner": "Owner",
    "due": "Due",
    "issue": "Issue",
    "priority": "Priority",
    "kind": "Type",
    "check": "Check",
    "written": "Written",
    "executed": "Executed",
    "status": "Status",
}
"""Name of a field to its header, in the canonical order."""

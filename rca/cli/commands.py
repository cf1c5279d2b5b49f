"""Which commands there are, what each is for, and where it stands."""

from __future__ import annotations

from rca.values import NamedTuple


class Entry(NamedTuple):
    """A command as the overview tells it, before anything of it is imported."""

    group: str
    place: str
    """`module:name` of the click command."""
    short: str


BEGIN, LOOK, CHANGE, CHECK, SHARE, KEEP = "Begin", "Look", "Change", "Check", "Share", "Keep"

GROUPS = (BEGIN, LOOK, CHANGE, CHECK, SHARE, KEEP)

COMMANDS = {
    "init": Entry(BEGIN, "rca.cli.init:init", "Make a folder a workspace."),
    "new": Entry(BEGIN, "rca.cli.new:new", "Write a new RCA from a template."),
    "templates": Entry(BEGIN, "rca.cli.templates:templates", "List, show and check templates."),
    "import": Entry(BEGIN, "rca.cli.import_:import_", "Bring in a folder of foreign post-mortems."),
    "demo": Entry(BEGIN, "rca.cli.demo:demo", "Write a sample workspace and open it."),
    "tui": Entry(LOOK, "rca.cli.tui:tui", "Triage action items on the whole screen."),
    "status": Entry(LOOK, "rca.cli.status:status", "Tell how things stand and what to do next."),
    "due": Entry(LOOK, "rca.cli.due:due", "Show what is overdue and due soon, by owner."),
    "list": Entry(LOOK, "rca.cli.listing:incidents", "List incidents."),
    "actions": Entry(LOOK, "rca.cli.listing:actions", "List action items."),
    "show": Entry(LOOK, "rca.cli.show:show", "Show an incident or an action item."),
    "search": Entry(LOOK, "rca.cli.search:search", "Find words in all documents, best first."),
    "stats": Entry(LOOK, "rca.cli.stats:stats", "Tell numbers: who is late, what waits, how long it took."),
    "report": Entry(LOOK, "rca.cli.report:report", "Write the operations review, to read or to send on."),
    "digest": Entry(LOOK, "rca.cli.digest:digest", "Tell owners in a few lines what is theirs, for chat."),
    "similar": Entry(LOOK, "rca.cli.search:similar", "Find earlier incidents that look like one."),
    "mark": Entry(CHANGE, "rca.cli.mark:mark", "Mark items written, executed, verified, …"),
    "split": Entry(CHANGE, "rca.cli.split:split", 'Say of items that are "done": written, or executed?'),
    "drop": Entry(CHANGE, "rca.cli.mark:drop", "Drop items, with a reason."),
    "set": Entry(CHANGE, "rca.cli.set:set_field", "Set a field of an item or an incident."),
    "add": Entry(CHANGE, "rca.cli.set:add", "Add an action item."),
    "timeline": Entry(CHANGE, "rca.cli.set:timeline", "Add an entry to the timeline."),
    "note": Entry(CHANGE, "rca.cli.set:note", "Note something of an item or an incident."),
    "fmt": Entry(CHANGE, "rca.cli.fmt:fmt", "Bring documents into the canonical form."),
    "undo": Entry(CHANGE, "rca.cli.history:undo", "Take back a change."),
    "log": Entry(LOOK, "rca.cli.history:log", "Show who said what, and when."),
    "check": Entry(CHECK, "rca.cli.check:check", "Check documents."),
    "rule": Entry(CHECK, "rca.cli.rule:rule", "Explain a rule of rca check."),
    "verify": Entry(CHECK, "rca.cli.verify:verify", "Run the checks of executed items again."),
    "lsp": Entry(CHECK, "rca.cli.lsp:lsp", "Serve an editor as one types."),
    "journal": Entry(CHECK, "rca.cli.journal:journal", "Verify, show and record the history."),
    "doctor": Entry(CHECK, "rca.cli.doctor:doctor", "Examine the environment, the index and the workspace."),
    "export": Entry(SHARE, "rca.cli.export:export", "Write RCAs as HTML, PDF, DOCX, CSV, XLSX, ICS, …"),
    "schema": Entry(SHARE, "rca.cli.schema_:schema", "Print the JSON Schema of rca export json."),
    "sync": Entry(KEEP, "rca.cli.sync:sync", "Bring the index up to date."),
    "parse": Entry(KEEP, "rca.cli.parse:parse", "Print what is read out of files."),
    "merge-driver": Entry(KEEP, "rca.cli.merge_driver:merge_driver", "Merge a document; git calls it."),
    "completion": Entry(KEEP, "rca.cli.completion:completion", "Print the completion script of a shell."),
}

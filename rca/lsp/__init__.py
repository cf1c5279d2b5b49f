"""The language server: what an editor shows of RCAs while one writes them, and the edits that it proposes."""

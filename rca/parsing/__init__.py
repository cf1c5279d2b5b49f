"""How an outline becomes a document: one noun a module, put together by `rca.parse`."""

"""The ledger in a browser: pages to read, ask and correct it, and the same as JSON."""

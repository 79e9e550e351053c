"""A ledger in the forms that others read: one file a form."""

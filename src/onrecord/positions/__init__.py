"""Where each actor stands on an issue, how sure that is, and how it moved."""

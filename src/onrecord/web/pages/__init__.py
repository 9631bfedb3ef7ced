"""The pages, a file each: a dataclass, the function that makes it, and its row for the registry."""

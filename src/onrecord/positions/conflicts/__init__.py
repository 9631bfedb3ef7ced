"""Where accounts part: conflicts by type, side by side, without a verdict."""

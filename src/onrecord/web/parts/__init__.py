"""Parts that several pages show: marked text, lines of statements, judgements, offices over time."""

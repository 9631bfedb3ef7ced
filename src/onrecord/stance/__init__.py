"""What statements say on a question that the user puts: issues, coders, and what each makes a condition of."""

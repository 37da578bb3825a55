"""The claims of the narrative: sentences, words, clauses, whose figures they give, and what they mean."""

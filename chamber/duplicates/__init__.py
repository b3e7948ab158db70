"""Records that may be one and the same: candidates by evidence, a judgement in words, and merging with a way back."""

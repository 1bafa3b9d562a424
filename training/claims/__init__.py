"""Training of the claim encoder: affairs with their claims in many wordings go in, the files that ship come out."""

"""Pure rooms, one per official format: read, check, write. Siblings do not know each other."""

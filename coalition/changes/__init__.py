"""Who changed what: the record of changes as people read it, with a way back where that is safe."""

"""The long tail of the GVA: who was shot, and which reports tell of one incident."""

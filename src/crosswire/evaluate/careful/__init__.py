"""Two sets that careful readers marked: every figure of people, and which events are one."""

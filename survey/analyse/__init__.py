"""Statistics on any file of answers: what `soseska analyse` reads, says and writes."""

"""Plans and seatings: frozen problems in, frozen solutions out; no Qt, no database, no files."""

"""Item models over the rows that services hand out."""

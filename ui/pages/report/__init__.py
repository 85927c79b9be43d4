"""What a programme has brought."""

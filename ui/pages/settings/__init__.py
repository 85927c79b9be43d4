"""What the user chooses for the program itself."""

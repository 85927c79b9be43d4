"""Companies of growing size, and what each way of planning makes of them."""

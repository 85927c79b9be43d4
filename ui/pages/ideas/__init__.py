"""Ideas on their way to an answer and to done."""

"""Reading an edited workbook back."""

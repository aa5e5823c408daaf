"""What is recognized, told to other programs as it happens."""

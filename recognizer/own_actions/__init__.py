"""Own actions: learned from a few examples, by the features of a network that has never seen them."""

"""Drawn people who move: the sample clip, and what each action looks like."""

"""From a video frame to a labelled action, and the network with its inner maps.

This file imports nothing: the set-up uses two modules of this package before anything is installed.
"""

"""The network: ``mssa`` is the paper, ``config`` what decides its shape, ``trace`` what can be seen of its inside."""

"""From joints over time to a label: model folders, rolling windows, engines and the decision."""

"""Ways to start a zygote: ``linux`` with every layer that works here, ``plain`` with none."""

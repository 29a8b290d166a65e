"""The design on paper: queues fed with a workload and with costs that were measured, to see what is full first."""

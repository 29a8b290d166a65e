"""What every concern stands on: database, ids, clock, problems, text, blobs, jobs. Knows nothing of a town hall."""

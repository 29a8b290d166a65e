"""The counter in numbers (処理状況): what came in, how long it took, what was corrected, and where it waits."""

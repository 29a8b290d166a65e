"""Consent of a second person (二人目の同意): what one hand alone must not do to those who have powers."""

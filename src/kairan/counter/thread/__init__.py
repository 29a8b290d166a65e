"""Files in the conversation with the applicant (やりとりの添付), both ways."""

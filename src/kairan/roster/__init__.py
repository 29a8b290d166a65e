"""The roster (名簿): everybody of a body at once, in and out as CSV, and the sheets on which people get logins."""

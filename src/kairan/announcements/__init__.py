"""Announcements (お知らせ): what an administrator tells everybody, or departments, until they have confirmed it."""

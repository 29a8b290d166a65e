"""Accounts of applicants (申請者のアカウント): one mail address, proved at each sign-in; drafts, applications."""

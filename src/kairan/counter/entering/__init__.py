"""Entering an application for somebody (代理入力): at the window, by telephone or from paper, and marked as such."""

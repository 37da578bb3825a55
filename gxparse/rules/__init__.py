"""The rules that a report must satisfy."""

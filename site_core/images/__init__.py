"""Pictures and documents that staff upload."""

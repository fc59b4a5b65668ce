"""Where to and when: zones, wards, rooms, beds, hours, closures and slots."""

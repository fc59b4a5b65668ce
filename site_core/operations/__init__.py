"""Running the site: commands, worker, heartbeat, health."""

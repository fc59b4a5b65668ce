"""The outbox: messages are rows written with the change; a worker sends them."""

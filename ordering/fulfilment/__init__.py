"""The use case of moving an order along: the kitchen board and the delivery board."""

"""The use case of placing an order: cart, place and time in; order, payment and messages out."""

"""The foods, by family. Each function lays one food on a scene."""

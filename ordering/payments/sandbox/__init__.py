"""A local server that speaks the wire of both providers, for tests and for trying the site.

The gateways know nothing of it: it is only a base URL. It keeps no money and no data on disk.
"""

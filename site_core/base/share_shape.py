"""The shape of a picture that chats show beside a link. Imports nothing: workers that draw read it."""

SHARE_SIZE = (1200, 630)
SHARE_SPEC = f"fill-{SHARE_SIZE[0]}x{SHARE_SIZE[1]}|format-jpeg|jpegquality-75"

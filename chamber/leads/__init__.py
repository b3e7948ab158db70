"""Investment, talent and trade leads, from the handshake to production."""

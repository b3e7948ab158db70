"""One file a noun. Each is loaded when its command is called."""

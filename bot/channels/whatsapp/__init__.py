"""WhatsApp, by the Cloud API of Meta or of a Solution Provider."""

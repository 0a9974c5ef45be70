"""Pictures: opened, measured, and written anew without anything but their pixels."""

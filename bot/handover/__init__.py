"""What goes on of talks with staff while nobody presses anything."""

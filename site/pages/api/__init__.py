"""What the editor's own screens ask over HTTP."""

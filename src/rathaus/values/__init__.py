"""Value types, findings and errors that every floor may use: pure, no input or output."""

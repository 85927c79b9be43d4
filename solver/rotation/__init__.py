"""The rotation of guests through the roles of other departments."""

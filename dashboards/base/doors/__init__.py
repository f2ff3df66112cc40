"""The one way into the dashboard: staff by password and authenticator, vendors by a code on their phone."""

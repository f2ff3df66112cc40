"""What may be asked of payouts."""

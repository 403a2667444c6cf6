"""Programs and pages of others call these: JSON in, JSON out."""

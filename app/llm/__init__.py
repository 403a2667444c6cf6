"""Language models: one adapter per vendor, and the floor that answers with no model at all."""

"""Where member organizations stand on a measure, a line item or a ballot question, and where the coalition stands."""

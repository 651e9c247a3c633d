"""Who a source is: the person, office or group, its party, the footing."""

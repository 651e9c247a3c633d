"""Acts of a bargain: threats, promises, offers, demands, conditions, meetings, agreements, dated, by whom, toward whom."""

"""A programme: dates, half-days, who takes part, rules, priority pairs."""

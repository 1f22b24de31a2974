"""Tables of counts compared: exact tests, risks, odds, chi-square."""

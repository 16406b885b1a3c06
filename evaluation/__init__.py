"""How well the search of a built site finds: queries with judged answers, run in a browser, ours beside others'."""

// What every page runs: each module looks for its own elements and does nothing without them.
import "./colors.js";
import "./copy.js";
import "./dates.js";
import "./tables.js";
import "./terms.js";

// The one page of a case for handing over: set so that it stays one page, and printed by its button.

import { fit } from "./sheet-fit.js";
import "./brief-print.js";

fit(document.querySelectorAll(".cb-sheet"));

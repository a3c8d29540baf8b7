// The script of every page.  Pages work without it, but for deciding and dragging; each part says what it adds.
import "./page.js";
import "./brush.js";
import "./decide.js";
import "./reader.js";
import "./keys.js";

//! Progressive enhancement: every page works without this file, which starts GOV.UK Frontend's parts.
//
// Loaded with <script type="module" src>, so that a content security policy of script-src 'self'
// lets it run. A browser too old for modules never asks for it and keeps the plain page.

import { startEditor, startFiles } from "./editor.js";
import { initAll } from "./govuk-frontend.min.js";

// The styles hide conditional questions, tab panels and accordion sections only below these
// classes; GOV.UK Frontend's own template sets them in an inline script, which we do not allow.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

initAll();

startEditor();
startFiles();

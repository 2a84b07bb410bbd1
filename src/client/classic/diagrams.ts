import { drawMermaid, setUpMermaid } from '../deck/mermaid-draw.ts';

/** What draws diagrams, as a script of its own that a page loads where there is one. */
window.pisteDiagrams = { drawMermaid, setUpMermaid };

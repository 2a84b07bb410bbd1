import mermaid, { type MermaidConfig } from 'mermaid';
import { mermaidColours } from './mermaid-colours.ts';

let drawn = 0;
let config: MermaidConfig = {};

/** Takes up the page's colours; to be called before drawing, and again when they change. */
export function setUpMermaid(dark: boolean): void {
  const fontFamily = getComputedStyle(document.body).getPropertyValue('--sans');
  config = {
    startOnLoad: false,
    // A source cannot weaken these.
    securityLevel: 'strict',
    secure: [
      'secure',
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'maxEdges',
      'suppressErrorRendering',
      'htmlLabels',
    ],
    suppressErrorRendering: true,
    theme: 'base',
    fontFamily,
    themeVariables: { ...mermaidColours(), darkMode: dark, fontFamily, fontSize: '16px' },
  };
}

/** A diagram as SVG text with ids of its own; rejects with the reason where the source is none. */
export async function drawMermaid(source: string): Promise<string> {
  // Labels that are HTML would be measured by other style sheets than those they are shown with, and not be drawn by
  // every browser; but the labels of mind maps are out of place without it.
  const htmlLabels = /^\s*mindmap\b/m.test(source);
  mermaid.initialize({ ...config, htmlLabels, flowchart: { htmlLabels, useMaxWidth: false } });
  const { svg } = await mermaid.render(`diagram-${++drawn}`, source);
  return svg;
}

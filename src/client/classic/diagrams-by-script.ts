type Drawing = typeof import('../deck/mermaid-draw.ts');

declare global {
  interface Window {
    /** What `classic/diagrams.ts` leaves there. */
    pisteDiagrams?: Pick<Drawing, 'drawMermaid' | 'setUpMermaid'>;
  }
}

let isDark = false;
let loading: Promise<Pick<Drawing, 'drawMermaid' | 'setUpMermaid'>> | undefined;

/** Stands for `deck/mermaid-draw.ts` in classic scripts, which can import nothing: it loads a script for it. */
export function setUpMermaid(dark: boolean): void {
  isDark = dark;
  window.pisteDiagrams?.setUpMermaid(dark);
}

export async function drawMermaid(source: string): Promise<string> {
  loading ??= load();
  return (await loading).drawMermaid(source);
}

async function load(): Promise<Pick<Drawing, 'drawMermaid' | 'setUpMermaid'>> {
  const own = document.querySelector<HTMLScriptElement>('script[data-classic]');
  if (window.pisteDiagrams === undefined && own) await runScript(new URL('diagrams.js', own.src).href);
  const drawing = window.pisteDiagrams;
  if (drawing === undefined) throw new Error('what draws diagrams is not here');
  drawing.setUpMermaid(isDark);
  return drawing;
}

function runScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error('what draws diagrams could not be loaded'));
    document.head.append(script);
  });
}

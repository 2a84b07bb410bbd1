/** Cells of the deck that is measured, one to a slide: each in a session of its own name. */
export const cells = { count: 'count', flood: 'flood', shell: 'shell' } as const;
export const floodLines = 100_000;

/** The deck's text: what `piste present` is given. Slide 0 counts its runs, 1 prints much, 2 is a terminal. */
export const benchDeck = `---
title: Bench
---

# Count

\`\`\`bash {run name=${cells.count} session=count}
echo "run $((++n))"
\`\`\`

---

# Flood

\`\`\`bash {run name=${cells.flood} session=flood}
seq ${floodLines}
\`\`\`

---

# Shell

\`\`\`bash {terminal name=${cells.shell} session=shell}
\`\`\`
`;

/** A deck of so many sessions, each with a cell that does nothing. */
export function sessionsDeck(count: number): string {
  const slides = Array.from(
    { length: count },
    (_, index) => `# ${index}\n\n\`\`\`bash {run name=cell${index} session=s${index}}\n:\n\`\`\`\n`,
  );
  return `---\ntitle: Sessions\n---\n\n${slides.join('\n---\n\n')}`;
}

const firstMs = 250;
const longestMs = 8000;

/** How long to wait before the `attempt`th try (from 0). `random` spreads the readers of a room over time. */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(full * (0.5 + random / 2));
}

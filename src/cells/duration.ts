/** `0.4 s`, `12 s`, `3 min 5 s`, `5 min`: as exact as one would say it. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 950) return `${(Math.max(durationMs, 0) / 1000).toFixed(durationMs < 95 ? 2 : 1)} s`;
  const seconds = durationMs / 1000;
  if (seconds < 9.5 && !Number.isInteger(seconds)) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = `${Math.floor(whole / 60)} min`;
  return whole % 60 === 0 ? minutes : `${minutes} ${whole % 60} s`;
}

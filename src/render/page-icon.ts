/** A run down a mountain, as small as it gets. */
export const pageIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#14202b"/><path d="M4 25 13 9l5 8 3-4 7 12z" fill="#f4f1ea"/><path d="M13 9c3 5-3 7 1 10s-1 4 1 6" fill="none" stroke="#c2561f" stroke-width="2"/></svg>';

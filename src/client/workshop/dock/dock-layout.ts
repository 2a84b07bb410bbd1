/** How the dock is laid out: which terminals have a tab, which one or two are seen, and where the keys go. */
export interface DockLayout {
  readonly isOpen: boolean;
  readonly tabs: readonly number[];
  /** One, or two side by side; none where there is no tab. */
  readonly shown: readonly number[];
  /** Which of those shown was used last. */
  readonly active: number | undefined;
  /** Parts of the window that it takes at the bottom and at the side, and of the dock that the first terminal takes. */
  readonly height: number;
  readonly width: number;
  readonly split: number;
}

export const firstLayout: DockLayout = {
  isOpen: false,
  tabs: [],
  shown: [],
  active: undefined,
  height: 0.42,
  width: 0.38,
  split: 0.5,
};

/** The lowest number that is free; undefined where all are taken. */
export function freeNumber(tabs: readonly number[], most: number): number | undefined {
  return Array.from({ length: most }, (_, index) => index + 1).find((number) => !tabs.includes(number));
}

/** Shows a terminal, where the one that was used last is; gives it a tab if it has none. */
export function showTab(layout: DockLayout, number: number): DockLayout {
  const tabs = layout.tabs.includes(number) ? layout.tabs : [...layout.tabs, number];
  const { shown, active } = layout;
  if (shown.includes(number)) return { ...layout, tabs, active: number };
  const next =
    shown.length < 2 || active === undefined ? [number] : shown.map((one) => (one === active ? number : one));
  return { ...layout, tabs, shown: next, active: number };
}

/** Shows a second terminal beside the first. */
export function splitWith(layout: DockLayout, number: number): DockLayout {
  const tabs = layout.tabs.includes(number) ? layout.tabs : [...layout.tabs, number];
  const first = layout.active ?? layout.shown[0];
  if (first === undefined || first === number) return showTab({ ...layout, tabs }, number);
  return { ...layout, tabs, shown: [first, number], active: number };
}

/** Shows one terminal alone: the one that was used last. */
export function unsplit(layout: DockLayout): DockLayout {
  const { active } = layout;
  return active === undefined ? layout : { ...layout, shown: [active] };
}

/** Takes a tab away; its neighbour is seen in its place. */
export function closeTab(layout: DockLayout, number: number): DockLayout {
  const at = layout.tabs.indexOf(number);
  const tabs = layout.tabs.filter((one) => one !== number);
  const left = layout.shown.filter((one) => one !== number);
  const heir = left[0] ?? tabs[Math.min(Math.max(at, 0), tabs.length - 1)];
  const shown = left.length > 0 ? left : heir === undefined ? [] : [heir];
  const active = layout.active !== number ? layout.active : heir;
  return { ...layout, tabs, shown, active };
}

/** What is left of a layout from another visit, where these terminals live. */
export function layoutWith(layout: DockLayout, live: readonly number[]): DockLayout {
  const tabs = [...live].sort((a, b) => a - b);
  const kept = layout.shown.filter((one) => tabs.includes(one));
  const shown = kept.length > 0 ? kept : tabs.slice(0, 1);
  const active = shown.find((one) => one === layout.active) ?? shown[0];
  return { ...layout, tabs, shown, active };
}

/** Reads a layout that was kept as JSON; what is not one is the first. */
export function readLayout(text: string | null): DockLayout {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return firstLayout;
  const { isOpen, shown, active, height, width, split } = { ...firstLayout, ...value };
  const numbers = Array.isArray(shown) ? shown.filter(Number.isInteger).slice(0, 2) : [];
  return {
    isOpen: isOpen === true,
    tabs: numbers,
    shown: numbers,
    active: numbers.includes(active) ? active : numbers[0],
    height: share(height, firstLayout.height),
    width: share(width, firstLayout.width),
    split: share(split, firstLayout.split),
  };
}

const share = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 0.1 && value <= 0.95 ? value : otherwise;

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

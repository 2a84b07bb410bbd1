import type { Browser, Page } from 'playwright-core';

/** A piece of text on a page, and how far its letters' pixels are from the ground that they stand on. */
export interface SeenText {
  readonly text: string;
  /** The classes of its element and of what is around it, nearest first. */
  readonly around: string;
  readonly contrast: number;
}

interface TextPlace {
  readonly text: string;
  readonly around: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PixelLab {
  /** Measures all text that can be seen within an element, from a screenshot. */
  readonly look: (page: Page, selector: string) => Promise<readonly SeenText[]>;
  readonly close: () => Promise<void>;
}

/**
 * Measures contrast where it counts: on the pixels that the browser has painted, with veils, mixes and opacities in.
 * Of each text's box the ground is the colour that most pixels have, the ink the one that is farthest from it.
 */
export async function openPixelLab(browser: Browser): Promise<PixelLab> {
  const bench = await (await browser.newContext()).newPage();
  return {
    look: async (page, selector) => {
      const { clip, places } = await page.evaluate(textPlaces, selector);
      const picture = await page.screenshot({ clip, animations: 'disabled' });
      const contrasts = await bench.evaluate(contrastsIn, {
        png: picture.toString('base64'),
        width: clip.width,
        boxes: places.map(({ x, y, width, height }) => ({ x: x - clip.x, y: y - clip.y, width, height })),
      });
      return places.map(({ text, around }, index) => ({ text, around, contrast: contrasts[index] ?? 0 }));
    },
    close: () => bench.context().close(),
  };
}

/** Runs in the page: where its words are. */
function textPlaces(selector: string): {
  clip: { x: number; y: number; width: number; height: number };
  places: TextPlace[];
} {
  const root = document.querySelector(selector);
  if (!root) throw new Error(`nothing is ${selector}`);
  const frame = root.getBoundingClientRect();
  const clip = {
    x: Math.max(0, frame.x),
    y: Math.max(0, frame.y),
    width: Math.min(frame.right, innerWidth) - Math.max(0, frame.x),
    height: Math.min(frame.bottom, innerHeight) - Math.max(0, frame.y),
  };
  const places: TextPlace[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || !node.textContent?.trim() || !element.checkVisibility({ opacityProperty: true }))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = [...range.getClientRects()].find((one) => one.width > 4 && one.height > 4);
    const middle = box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    if (!middle || middle.y > clip.y + clip.height || middle.x > clip.x + clip.width) continue;
    // What lies under something else, or is cut off, is not there to be read.
    const top = document.elementFromPoint(middle.x, middle.y);
    if (top && !top.contains(element) && !element.contains(top)) continue;
    const around: string[] = [];
    for (let one: Element | null = element; one && one !== root; one = one.parentElement)
      around.push(
        `${one.tagName.toLowerCase()} ${one.className}${one.matches('[data-stepping]') ? ' stepping' : ''}`.trim(),
      );
    const { x, y, width, height } = box;
    places.push({
      text: node.textContent.trim().slice(0, 40),
      around: around.join(' < '),
      x,
      y,
      width,
      height,
    });
  }
  return { clip, places };
}

/** Runs on the bench: the contrast of ink and ground in each box of a picture. */
async function contrastsIn(job: {
  png: string;
  width: number;
  boxes: { x: number; y: number; width: number; height: number }[];
}): Promise<number[]> {
  const bytes = Uint8Array.from(atob(job.png), (char) => char.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  const scale = image.width / job.width;
  // Methods of an object: what is sent to a browser has no helpers with it that named functions would need.
  const luminance = {
    channel(value: number): number {
      return value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    },
    of(color: number): number {
      const [red, green, blue] = [color >> 16, (color >> 8) & 255, color & 255].map(luminance.channel);
      return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
    },
  };
  return job.boxes.map((box) => {
    const [left, top] = [Math.floor(box.x * scale), Math.floor(box.y * scale)];
    const width = Math.max(1, Math.min(image.width - left, Math.ceil(box.width * scale)));
    const height = Math.max(1, Math.min(image.height - top, Math.ceil(box.height * scale)));
    const { data } = context.getImageData(Math.max(0, left), Math.max(0, top), width, height);
    const counts = new Map<number, number>();
    for (let at = 0; at < data.length; at += 4) {
      const color = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    const ground = luminance.of([...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0);
    const ratios = [...counts.keys()].map((color) => {
      const ink = luminance.of(color);
      return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    });
    return Math.max(...ratios);
  });
}

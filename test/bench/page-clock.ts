import type { JSHandle } from 'playwright-core';

/** A measurement that has begun in a page; `ms` settles there. In an object, or waiting for it would wait for its end. */
export interface Armed {
  readonly ms: Promise<number>;
}

/** Acts once the page is ready to measure, which is not certain before it has said so; the page's own ms. */
export async function measureInPage(
  armed: Promise<JSHandle<Armed>>,
  act: () => Promise<unknown>,
): Promise<number> {
  const handle = await armed;
  await act();
  const ms = await handle.evaluate(({ ms }) => ms);
  await handle.dispose();
  if (!Number.isFinite(ms)) throw new Error('the page has seen no start');
  return ms;
}

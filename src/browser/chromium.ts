import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { MachineError } from '../errors.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The installed Chromium: what `PISTE_CHROMIUM` names, else the first of its usual names on the PATH. */
export async function findChromium(): Promise<string | undefined> {
  const named = process.env.PISTE_CHROMIUM;
  if (named !== undefined && named !== '') return (await isProgram(named)) ? named : undefined;
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter((one) => one !== '')) {
    for (const name of names) if (await isProgram(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

/** What a browser may connect to: one server of ours, by its address. */
type Reach = 'nothing' | 'everything' | URL;

interface ChromiumOptions {
  /** Who has started it sees to it when this process is interrupted. */
  readonly ownSignals?: boolean;
  readonly reaches?: Reach;
}

/**
 * Starts Chromium without any of its calls home; rejects with a `MachineError` where there is none. It ends with this
 * process. Whatever pages name, it connects only to what it `reaches`, which is nothing if nothing is said.
 */
export async function startChromium({
  ownSignals = false,
  reaches = 'nothing',
}: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw lacking();
  // Only those who look at pages pay for loading it.
  const { chromium } = await import('playwright-core');
  const quiet = ['background-networking', 'component-update', 'sync', 'quic', 'gpu'].map(
    (name) => `--disable-${name}`,
  );
  // Its own sandbox cannot be had by root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const signals = ownSignals ? { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false } : {};
  return chromium.launch({
    executablePath,
    args: [...quiet, '--no-first-run', ...confinement(reaches), ...asRoot],
    ...signals,
  });
}

/** Hints to a browser, such as `<link rel=preconnect>`, are heeded before anybody can intercept what a page asks for. */
function confinement(reaches: Reach): readonly string[] {
  if (reaches === 'everything') return [];
  const own = reaches === 'nothing' ? [] : [`MAP ${reaches.host} ${reaches.host}`];
  return [`--host-resolver-rules=${[...own, 'MAP * ~NOTFOUND'].join(',')}`, '--no-proxy-server'];
}

function lacking(): MachineError {
  const named = process.env.PISTE_CHROMIUM;
  return named === undefined || named === ''
    ? new MachineError(
        'there is no Chromium here',
        'apt-get install -y chromium, or PISTE_CHROMIUM=/path/to/chrome if it has another name',
      )
    : new MachineError(
        `there is no Chromium at ${named}, which PISTE_CHROMIUM names`,
        'apt-get install -y chromium, and unset PISTE_CHROMIUM',
      );
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

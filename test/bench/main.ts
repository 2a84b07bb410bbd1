import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseEngine, findMachinery } from '../../src/commands/machinery.ts';
import { plainSpec } from '../../src/environment/environment-spec.ts';
import { projectDir } from '../../src/environment/places.ts';
import { messageOf } from '../../src/errors.ts';
import { createBareRunc } from './bare-runc.ts';
import { benchDeck } from './bench-deck.ts';
import { launchBrowser } from './browser.ts';
import { cellFlood } from './cell-flood.ts';
import { checkTime } from './check-time.ts';
import { clickToOutput } from './click-to-output.ts';
import { coldBuild } from './cold-build.ts';
import { benchDocument } from './document.ts';
import { editToPixel } from './edit-to-pixel.ts';
import { firstSetUp } from './first-set-up.ts';
import { firstSlideBytes } from './first-slide-bytes.ts';
import { fullSet } from './full-set.ts';
import { idleSession } from './idle-session.ts';
import { keptState } from './kept-state.ts';
import { keyEcho } from './key-echo.ts';
import { manyDecks } from './many-decks.ts';
import { pageSpeed } from './page-speed.ts';
import { presentDeck } from './piste-server.ts';
import { nothingToDo, planning } from './recorded.ts';
import { endAll, endAllOnSignals, isStopped } from './releases.ts';
import { formatTable, type Row } from './row.ts';
import { sessionStart } from './session-start.ts';
import { siteBuild } from './site-build.ts';
import { terminalFlood } from './terminal-flood.ts';

const { values } = parseArgs({
  options: { write: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
});

async function main(): Promise<void> {
  await chooseEngine(undefined).clear();
  const machinery = await findMachinery({});
  const environment = await machinery.environment(plainSpec);
  const bare = await createBareRunc(environment.rootfs);
  const browser = await launchBrowser();
  let server: ReturnType<typeof presentDeck> | undefined;
  const present = () => {
    server ??= presentDeck(benchDeck);
    return server;
  };
  const slide = (number: number) => async () => {
    const page = await browser.open(`${(await present()).address}bench/#/${number}`);
    await page.waitForSelector('.slides section.present [data-action="run"]:enabled');
    return page;
  };
  const all = [
    sessionStart({ engine: machinery.engine, environment }, bare),
    fullSet(machinery.engine, environment, () => machinery.environment({ ...plainSpec, packages: ['all'] })),
    clickToOutput(slide(0), bare),
    terminalFlood(browser, slide(2)),
    keyEcho(present),
    idleSession(bare),
    cellFlood(slide(1), bare),
    nothingToDo,
    planning,
    keptState(machinery),
    checkTime,
    coldBuild,
    siteBuild,
    pageSpeed(browser),
    editToPixel(browser),
    firstSlideBytes(browser),
    manyDecks,
    firstSetUp,
  ];
  const benches = all.filter(({ name }) => values.only?.includes(name) ?? true);
  if (benches.length === 0) throw new Error(`--only takes ${all.map(({ name }) => name).join(', ')}`);
  const rows: Row[] = [];
  for (const bench of benches) {
    process.stderr.write(`Measuring ${bench.name} ...\n`);
    rows.push(...(await bench.run()));
  }
  process.stdout.write(`${formatTable(rows)}\n`);
  if (values.write) await writeFile(join(projectDir, 'docs', 'bench.md'), await benchDocument(benches, rows));
}

endAllOnSignals();
try {
  await main();
} catch (error) {
  if (!isStopped()) {
    process.stderr.write(`bench: ${error instanceof Error ? error.stack : messageOf(error)}\n`);
    process.exitCode = 1;
  }
}
await endAll();

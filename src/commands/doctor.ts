import { existsSync } from 'node:fs';
import { formatBytes } from '../cells/quantities.ts';
import type { Engine, Obstacle } from '../engine/engine.ts';
import { runtimeVersion } from '../engine/oci/runtime.ts';
import { currentEnvironment } from '../environment/build-environment.ts';
import { listEnvironments } from '../environment/environment.ts';
import { plainSpec } from '../environment/environment-spec.ts';
import { findMirror } from '../environment/mirror.ts';
import { placesOf } from '../environment/places.ts';
import { messageOf } from '../errors.ts';
import { startSession } from '../session/session.ts';
import { chooseEngine } from './machinery.ts';

/** One line of the doctor's report. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  /** The command that mends it. */
  readonly mend?: string;
  /** Not needed for live runs. */
  readonly optional?: true;
}

/** What works here and what does not, tried out rather than guessed: the last finding is a session that ran. */
export async function diagnose(runtime: string | undefined): Promise<readonly Finding[]> {
  const engine = chooseEngine(runtime);
  const places = placesOf();
  const findings: Finding[] = [nodeFinding()];
  const version = await runtimeVersion(
    engine.name === 'crun' ? 'crun' : engine.name === 'runsc' ? 'runsc' : 'runc',
  );
  const obstacles = await engine.obstacles();
  if (version) findings.push({ what: 'OCI runtime', ok: true, detail: version });
  for (const { what, mend } of obstacles) findings.push({ what: 'Engine', ok: false, detail: what, mend });
  if (obstacles.length === 0)
    findings.push({ what: 'Engine', ok: true, detail: 'user namespaces and limits can be had' });
  for (const { what, mend } of await containerObstacles(engine))
    findings.push({ what: 'Containers', ok: false, detail: what, mend, optional: true });
  const environment = await currentEnvironment(places, plainSpec);
  if (environment) {
    const others = (await listEnvironments(places)).length - 1;
    const size = formatBytes(environment.sizeBytes);
    findings.push({
      what: 'Environment',
      ok: true,
      detail: `${environment.hash}, Nix ${environment.nixVersion}, ${size}${others > 0 ? `, ${others} more (npm run -s piste -- sandbox gc)` : ''}`,
    });
  } else {
    findings.push({
      what: 'Environment',
      ok: false,
      detail: 'not built',
      mend: 'npm run -s piste -- sandbox build',
    });
  }
  findings.push(await mirrorFinding(environment !== undefined));
  findings.push(
    existsSync('/usr/bin/chromium')
      ? { what: 'Chromium', ok: true, detail: '/usr/bin/chromium (for the tests)', optional: true }
      : {
          what: 'Chromium',
          ok: false,
          detail: 'not installed (only the tests need it)',
          mend: `${process.getuid?.() === 0 ? '' : 'sudo '}apt-get install -y chromium`,
          optional: true,
        },
  );
  if (environment && obstacles.length === 0) {
    try {
      const started = performance.now();
      const limits = { memoryBytes: 512 << 20, pids: 256, diskBytes: 64 << 20, cpus: 1, idleMs: 60_000 };
      const session = await startSession({ engine, environment, limits });
      const ms = Math.round(performance.now() - started);
      await session.stop();
      findings.push({ what: 'Session', ok: true, detail: `started and stopped one; ${ms} ms to its agent` });
    } catch (error) {
      findings.push({
        what: 'Session',
        ok: false,
        detail: messageOf(error),
        mend: 'npm run -s piste -- sandbox shell',
      });
    }
  }
  return findings;
}

/** What only decks with `environment.containers` miss. */
async function containerObstacles(engine: Engine): Promise<readonly Obstacle[]> {
  const plain = (await engine.obstacles()).map((one) => one.what);
  return (await engine.obstacles({ containers: true })).filter((one) => !plain.includes(one.what));
}

function nodeFinding(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  const base = { what: 'Node', ok, detail: process.versions.node };
  return ok ? base : { ...base, mend: 'install Node 20.19 or newer' };
}

async function mirrorFinding(optional: boolean): Promise<Finding> {
  const flag = optional ? ({ optional: true } as const) : {};
  try {
    await findMirror();
    return { what: 'Mirror', ok: true, detail: "the machine's own, as apt is configured", ...flag };
  } catch (error) {
    return {
      what: 'Mirror',
      ok: false,
      detail: messageOf(error),
      mend: 'npm run -s piste -- sandbox build --mirror ADDRESS',
      ...flag,
    };
  }
}

/** The report as text, a line a finding, the mend below what needs one. */
export function formatFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map((one) => one.what.length));
  return findings
    .map(({ ok, what, detail, mend, optional }) => {
      const mark = ok ? '✓' : optional ? '-' : '✗';
      return `${mark} ${what.padEnd(width)}  ${detail}${mend && !ok ? `\n  ${' '.repeat(width)}  → ${mend}` : ''}`;
    })
    .join('\n');
}

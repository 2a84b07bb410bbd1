import { readAddress } from '../../links/read-address.ts';
import { whyOutside } from '../../links/why-outside.ts';
import type { Finding, LintRule } from '../lint-rule.ts';
import { whyUnreached } from '../reach-file.ts';

/** Pictures, films, sounds, frames, backgrounds and style sheets that the page cannot load. */
export const missingFile: LintRule = {
  name: 'missing-file',
  async check({ addresses, deck, folder }) {
    const files = addresses.filter((one) => one.use === 'file');
    const findings = await Promise.all(
      files.map(async ({ address, at }): Promise<readonly Finding[]> => {
        const found = (why: string, mend: string): readonly Finding[] => [
          { ...at, severity: 'error', message: `\`${address}\` cannot be loaded: ${why}`, mend },
        ];
        if (/^data:/i.test(address.trim())) return [];
        const read = readAddress(address, deck.name);
        if (read.to === 'nowhere') return found(read.why, read.mend);
        const outside = whyOutside(read);
        if (outside) return found(outside.why, outside.mend);
        if (read.to !== 'file') return [];
        const unreached = await whyUnreached(folder, read.path);
        return unreached ? found(unreached.why, unreached.mend) : [];
      }),
    );
    return findings.flat();
  },
};

import type { LintRule } from './lint-rule.ts';
import { blankInAddress } from './rules/blank-in-address.ts';
import { deadAnchor } from './rules/dead-anchor.ts';
import { deadLink } from './rules/dead-link.ts';
import { earlyOutput } from './rules/early-output.ts';
import { emptySlide } from './rules/empty-slide.ts';
import { hiddenSlide } from './rules/hidden-slide.ts';
import { imageAlt } from './rules/image-alt.ts';
import { lostBelow } from './rules/lost-below.ts';
import { lostText } from './rules/lost-text.ts';
import { missingFile } from './rules/missing-file.ts';
import { notACell } from './rules/not-a-cell.ts';
import { patchOfNothing } from './rules/patch-of-nothing.ts';
import { promptNotRun } from './rules/prompt-not-run.ts';
import { slideAttributes } from './rules/slide-attributes.ts';
import { undefinedReference } from './rules/undefined-reference.ts';
import { unknownLanguage } from './rules/unknown-language.ts';
import { unknownPackage } from './rules/unknown-package.ts';

/** The rules that a deck's text and folder are enough for, in the order in which they look. */
export const textRules: readonly LintRule[] = [
  deadLink,
  deadAnchor,
  missingFile,
  undefinedReference,
  blankInAddress,
  imageAlt,
  emptySlide,
  hiddenSlide,
  lostText,
  notACell,
  promptNotRun,
  earlyOutput,
  patchOfNothing,
  unknownLanguage,
  unknownPackage,
  lostBelow,
  slideAttributes,
];

/** What a browser finds on the pages themselves. */
export const pageRuleNames = ['overflow', 'small-type', 'page-error', 'undrawn-diagram'] as const;

/** Every name that can be silenced. */
export const lintRuleNames: readonly string[] = [...textRules.map((rule) => rule.name), ...pageRuleNames];

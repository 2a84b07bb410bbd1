import { htmlAttributes } from '../html/escape.ts';
import { pagePolicy } from '../html/page-policy.ts';

/** Lines for the head of every published page, which any server may send: ours says the same in a header. */
export const policyLines: readonly string[] = [
  `<meta${htmlAttributes({ 'http-equiv': 'Content-Security-Policy', content: pagePolicy })}>`,
  '<meta name="referrer" content="no-referrer">',
];

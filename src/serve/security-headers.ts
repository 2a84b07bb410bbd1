import type { RequestHandler } from 'express';
import { pagePolicy } from '../html/page-policy.ts';

/** Of what only a header can say. */
const contentSecurityPolicy = `${pagePolicy}; frame-ancestors 'self'`;

export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  });
  next();
};

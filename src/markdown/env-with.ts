import type { Env } from 'markdown-it';

/** A slide's environment that knows the deck's reference links, and keeps those of its own to itself. */
export function envWith(references: NonNullable<Env['references']>): Env {
  return { references: Object.create(references) };
}

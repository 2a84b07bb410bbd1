import { z } from 'zod';

/** Seconds since 1970, far enough from the last day that dates know of for a talk to be added to them. */
export const momentSchema = z.number().int().min(0).max(4e12);

/** How long after its beginning something was, or how long it took: in seconds or ms, below any sum that overflows. */
export const elapsedSchema = z.number().min(0).max(1e12);

/** Columns or rows of a terminal. */
export const sideSchema = z.number().int().positive().max(2000);

/** The exit status of a command; null for a cell that runs none. */
export const exitSchema = z.number().int().nullable();

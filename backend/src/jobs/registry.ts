// Names the work of every kind of job in the catalogue. Only the worker reads it.
import type { JobKind } from './catalogue.ts';
import type { JobRunner } from './runner.ts';

export const jobRunners: Record<JobKind, JobRunner> = {};

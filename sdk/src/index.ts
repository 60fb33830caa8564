// The typed client of the Kith API. Everything a caller may import is named here.
export { createKithClient, type KithClient, type KithClientOptions, type TokenWanted } from './client.ts';
export { discoverInstall, type Install } from './discover.ts';
export { KithError, type Problem, unwrap } from './errors.ts';
export { type LiveChange, type LiveResource, liveTopic } from './live.ts';
export type * from './types.ts';

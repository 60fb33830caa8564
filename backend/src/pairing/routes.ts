// Describes the endpoints that pair the browser extension; handlers.ts binds them to verbs.
import { createRoute } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import * as s from './schema.ts';

export const createPairingCodeRoute = createRoute({
  tags: ['Account'],
  security: w.security,
  operationId: 'createPairingCode',
  method: 'post',
  path: '/v1/account/pairing-codes',
  summary: 'Show a code that pairs the browser extension; the one before ends',
  request: { headers: w.WriteHeaders },
  responses: { 201: w.json('Good once, for ten minutes.', s.PairingCode), ...w.commonProblems, ...w.conflict },
});

export const redeemPairingCodeRoute = createRoute({
  tags: ['Account'],
  operationId: 'redeemPairingCode',
  method: 'post',
  path: '/v1/pairing',
  summary: 'Trade a code for a session of the extension’s own',
  request: { body: w.jsonBody(s.PairingAnswer) },
  responses: {
    200: w.json('The session has begun.', s.Paired),
    400: w.problem('`pairing_code_invalid`: wrong, used or too old.'),
    403: w.problem('The account is banned.'),
    422: w.commonProblems[422],
    429: w.problem('Too many wrong codes from this network.'),
    502: w.problem('The Supabase project gave no session; the code is still good.'),
    ...w.conflict,
    ...w.bodyProblems,
  },
});

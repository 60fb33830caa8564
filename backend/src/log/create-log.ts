// Owns the log of an install: which level, and what of errors and objects never stands in a line.
import { type DestinationStream, type LoggerOptions, pino } from 'pino';
import { safeError } from './safe-error.ts';

/** Fields whose values never stand in a line, whoever logs an object with them: on its top, and two levels down. */
const secretFields = [
  'authorization',
  'apikey',
  'cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'token_hash',
  'otp',
  'recoveryCode',
  'link',
];

/** @param level least level that is written: `info`. */
export const logOptions = (level: string): LoggerOptions => ({
  level,
  serializers: { err: safeError, error: safeError },
  redact: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
});

/** Builds the log. @param destination where lines go; left out: standard error. */
export const createLog = (level: string, destination: DestinationStream = pino.destination(2)) =>
  pino(logOptions(level), destination);

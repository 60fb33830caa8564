// Owns putting load on an address with `wrk` (apt-get install wrk), which leaves the cores to what is measured.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Target {
  url: string;
  headers?: Record<string, string>;
}

export interface Load {
  /** Requests answered. */
  requests: number;
  /** Requests a second. */
  rate: number;
}

/** Asks an address over 16 connections. @throws when wrk is missing or an answer is not 2xx. */
export async function putLoadOn({ url, headers = {} }: Target, seconds = 3): Promise<Load> {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const { stdout } = await run('wrk', ['-t1', '-c16', `-d${seconds}s`, ...given, url]);
  const [, rate] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  const [, requests] = /(\d+) requests in/.exec(stdout) ?? [];
  if (rate === undefined || requests === undefined || /Non-2xx|Socket errors/.test(stdout))
    throw new Error(`${url} was not answered well:\n${stdout}`);
  return { requests: Number(requests), rate: Number(rate) };
}

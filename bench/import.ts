// Owns measuring an import of many people: upload, plan, run and undo in a Kith of its own, and the memory that its process takes.
import { readFile } from 'node:fs/promises';
import { type Import, unwrap } from '@kith/sdk';
import { createAccount } from '../tools/testing/fixtures.ts';
import { type RunningKith, startKith } from '../tools/testing/kith.ts';
import { kithProcessorTime } from './kith-processor-time.ts';
import { milliseconds } from './statistics.ts';
import { untilEnded } from './until-ended.ts';

const rows = 50_000;

/** 50,000 people at 5,000 companies, each with an address, a number, a title, tags and a note. */
export async function measureImport(): Promise<string[][]> {
  const kith = await startKith({ env: { KITH_DEMO: 'off', KITH_RATE_LIMIT: '0' } });
  try {
    return await measureWith(kith);
  } finally {
    await kith.stop();
    await kith.remove();
  }
}

async function measureWith(kith: RunningKith): Promise<string[][]> {
  const { token, api } = await createAccount(kith.url);
  const memory = watchMemory(kith.process.pid ?? 0);
  const before = await memory.now();
  const table = [['50,000 people', 'took', 'processor time', 'most memory of the process']];
  let used = await kithProcessorTime(kith);
  const note = async (name: string, started: number) => {
    const took = performance.now() - started;
    const now = await kithProcessorTime(kith);
    table.push([name, milliseconds(took), milliseconds(now - used), await memory.most()]);
    used = now;
  };
  const body = people();
  const started = performance.now();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
  const response = await fetch(`${kith.url}/v1/imports`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`The upload was answered with ${response.status}: ${await response.text()}`);
  await note('upload', started);
  const [uploaded] = (await unwrap(api.GET('/v1/imports'))).items;
  if (!uploaded) throw new Error('There is no import');
  const params = { path: { id: uploaded.id } };
  const read = () => unwrap(api.GET('/v1/imports/{id}', { params }));
  const step = async (name: string, begin: () => Promise<Import>) => {
    const at = performance.now();
    await begin();
    const ending = await untilEnded(read, isOver);
    await note(name, at);
    return ending;
  };
  await step('plan', () => unwrap(api.PUT('/v1/imports/{id}/mapping', { params, body: uploaded.mapping })));
  const done = await step('run', () => unwrap(api.POST('/v1/imports/{id}/run', { params })));
  if (done.counts?.create !== rows) throw new Error(`Only ${done.counts?.create} people were made`);
  await step('undo', () => unwrap(api.POST('/v1/imports/{id}/undo', { params })));
  memory.stop();
  table.push(['(before)', '', '', before]);
  return table;
}

function isOver({ job }: Import): boolean {
  if (job?.state === 'failed') throw new Error(job.error?.message);
  return job?.state === 'done';
}

function people(): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const firm = at % 5000;
    return `First${at},Last${at},person${at}@firm${firm}.example,+4420${String(10_000_000 + at)},Firm ${firm},Engineer ${at % 40},"Fair, Tag ${at % 20}",Met at stand ${at}.`;
  });
  return `First name,Last name,Email,Phone,Company,Title,Tags,Notes\n${lines.join('\n')}\n`;
}

/** The most memory that a process had since it was last asked, in MB (Linux). */
function watchMemory(pid: number) {
  let most = 0;
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    most = Math.max(most, kilobytes);
    return kilobytes;
  };
  const timer = setInterval(() => void look(), 100);
  const told = (kilobytes: number) => `${Math.round(kilobytes / 1024)} MB`;
  return {
    now: async () => told(await look()),
    most: async () => {
      await look();
      const value = told(most);
      most = 0;
      return value;
    },
    stop: () => clearInterval(timer),
  };
}

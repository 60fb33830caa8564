// Owns running commands from the tools: inherited output or captured, packages' own binaries on the path.
import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Flags that let Node 22.12 to 22.17 read TypeScript; later ones need none. */
export const nodeFlags = ['--disable-warning=ExperimentalWarning', '--experimental-strip-types'];
/** Flags of the server: without a limit Node lets its memory grow with the machine's instead of clearing up (decision 22). */
export const serverFlags = [...nodeFlags, '--max-semi-space-size=4', '--max-old-space-size=1024'];

export interface CommandOptions {
  /** Folder below the root. */
  folder?: string;
  env?: Record<string, string>;
  /** True collects the output instead of showing it. */
  quiet?: boolean;
}

export interface CommandResult {
  code: number;
  output: string;
}

/** Runs a shell line such as a package's script. The binaries of the folder and of the root come first in PATH. */
export function runLine(
  line: string,
  { folder = '.', env = {}, quiet = false }: CommandOptions = {},
): Promise<CommandResult> {
  const bins = [join(root, folder, 'node_modules/.bin'), join(root, 'node_modules/.bin')];
  const child = spawn(line, {
    cwd: join(root, folder),
    shell: true,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, PATH: [...bins, process.env['PATH'] ?? ''].join(delimiter) },
  });
  return finished(child);
}

function finished(child: ChildProcess): Promise<CommandResult> {
  let output = '';
  const collect = (chunk: string) => {
    output += chunk;
  };
  // Letters of several bytes may come in two pieces.
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', collect);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Hands the terminal to a Node program until it ends: signals pass on, and it notices when we die (IPC disconnect). */
export function handOver(file: string, args: string[], flags = nodeFlags): Promise<number> {
  const child = spawn(process.execPath, [...flags, join(root, file), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.on('disconnect', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

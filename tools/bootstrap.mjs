// Owns getting from "some Node with npm" to a running command: a new enough Node, pnpm, the packages, then tools/run.ts.
// Needs Node 18 and nothing else. package.json starts it with `exec`, so that a signal to npm reaches it and not a shell that
// passes nothing on; where there is no exec, as on Windows, the second half of that line starts it. Each step prints one line; what is done already is skipped.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const nodeVersion = '24.21.0';
const oldestNode = [22, 12];
const pnpmVersion = '12.18.0';
const workspaces = ['.', 'sdk', 'backend', 'extension', 'widgets', 'embed-demo'];

const say = (text) => console.log(`kith: ${text}`);
const windows = process.platform === 'win32';

const isNewEnough = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
};

function fail(text, output = '') {
  console.error(`kith: ${text}`);
  if (output) console.error(output.trim());
  process.exit(1);
}

/** Runs a command quietly; its output is shown only when it fails. */
function runQuietly(command, args, env) {
  // Two tries: a registry that cannot be reached should be told within seconds, not minutes.
  const fast = {
    npm_config_fetch_retries: '1',
    npm_config_fetch_retry_mintimeout: '1000',
    npm_config_update_notifier: 'false',
  };
  const result = spawnSync(command, args, { cwd: root, env: { ...env, ...fast }, encoding: 'utf8', shell: windows });
  return {
    ok: result.status === 0,
    output: `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`,
  };
}

/** The lines that say why an install failed, without the rest of its noise. */
const reasonIn = (output) => {
  const telling =
    /ERR_PNPM|ENOTFOUND|ECONN|EAI_AGAIN|ETIMEDOUT|E404|ETARGET|No matching version|request to .* failed|ENOSPC|EACCES/;
  return [...new Set(output.split('\n').filter((line) => telling.test(line)))].slice(0, 3).join('\n');
};

/** The package that an install could not get, when the output names one. */
function packageIn(output) {
  const address =
    /GET\s+https?:\/\/[^/\s]+\/([^\s:]+)/.exec(output) ?? /https?:\/\/[^/\s]+\/([^\s:]+?)(?:\s|:|$)/.exec(output);
  const named = /No matching version found for (\S+)/.exec(output) ?? /'([^']+)' is not in this registry/.exec(output);
  return (named?.[1] ?? address?.[1] ?? 'a package').replace('%2f', '/').replace(/\/-\/.*/, '');
}

/** The Node to run with: this one, or one from the registry in `.tools/`. */
function ensureNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const platform = windows ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = join(root, '.tools', `node-${nodeVersion}`);
  const binary = join(folder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  say(`Node ${process.versions.node} is too old; getting Node ${nodeVersion} into .tools/`);
  mkdirSync(folder, { recursive: true });
  const wanted = `${name}@${nodeVersion}`;
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', wanted];
  const { ok, output } = runQuietly(windows ? 'npm.cmd' : 'npm', args, process.env);
  if (!ok || !existsSync(binary))
    fail(`Could not get ${wanted} from the npm registry. Is there a network?`, reasonIn(output));
  return binary;
}

/** Installs the packages unless the lockfile is the one that was installed last. */
function ensurePackages(env) {
  const stamp = join(root, 'node_modules', '.kith-installed');
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...workspaces.map((folder) => join(folder, 'package.json'))];
  const hash = createHash('sha256').update(env.KITH_NODE_VERSION);
  for (const file of files) hash.update(readFileSync(join(root, file)));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const pnpm = ['--yes', `pnpm@${pnpmVersion}`];
  const npx = windows ? 'npx.cmd' : 'npx';
  say(`Getting pnpm ${pnpmVersion}`);
  const got = runQuietly(npx, [...pnpm, '--version'], env);
  if (!got.ok)
    fail(`Could not get pnpm@${pnpmVersion} from the npm registry. Is there a network?`, reasonIn(got.output));
  const impatient = [
    '--config.fetch-retries=1',
    '--config.fetch-retry-mintimeout=1000',
    '--config.fetch-retry-maxtimeout=5000',
  ];
  say('Installing packages (about half a minute the first time)');
  const installed = runQuietly(npx, [...pnpm, 'install', '--frozen-lockfile', ...impatient], { ...env, CI: 'true' });
  if (!installed.ok) {
    fail(
      `Could not get ${packageIn(installed.output)} from the npm registry. Is there a network?`,
      reasonIn(installed.output),
    );
  }
  writeFileSync(stamp, wanted);
}

/** Runs tools/run.ts in this terminal. Signals reach it through us; when we are killed hard, it notices and stops. */
function hand(node, args, env) {
  // Node 22.12 to 22.17 read TypeScript behind a flag; later ones without.
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-strip-types'];
  const child = spawn(node, [...flags, join(root, 'tools', 'run.ts'), ...args], {
    cwd: root,
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm does not pass signals on, and may be killed: whoever it started would stay behind, the database too.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  }
  child.on('error', (error) => fail(`Could not start ${node}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

const node = ensureNode();
const version = node === process.execPath ? process.versions.node : nodeVersion;
const env = {
  ...process.env,
  KITH_NODE_VERSION: version,
  PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
};
ensurePackages(env);
hand(node, process.argv.slice(2), env);

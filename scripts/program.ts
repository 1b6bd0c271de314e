import { existsSync } from 'node:fs';
import { run } from './run.ts';

/** A way to install something. */
export type Installer = { name: string; command: string; args: readonly string[] };

/** A program that tests need and this project does not bring. */
export type Program = {
  /** Its name for people. */
  name: string;
  /** The environment variable that chooses one, and then no other is tried. */
  variable: string;
  /** Where it may be, the preferred first. */
  paths: readonly string[];
  /** Arguments with which it starts and ends well at once. */
  trial: readonly string[];
  /** The package of Debian and its kin that has it. */
  debianPackage: string;
  /** Tried before Debian's package. */
  installers?: readonly Installer[];
};

const installTimeoutMs = 5 * 60_000;

function candidates({ variable, paths }: Program): string[] {
  const chosen = process.env[variable];
  return chosen ? [chosen] : paths.filter((path) => existsSync(path));
}

/** @returns the path of the program to use, without trying it; undefined when there is none */
export function findProgram(program: Program): string | undefined {
  return candidates(program)[0];
}

/**
 * Finds the program, or installs it: by its own installers, else (as root on Debian and its kin) by apt.
 *
 * @returns the path of one that starts
 * @throws {Error} with a sentence for the reader when there is none and none can be installed
 */
export async function ensureProgram(program: Program): Promise<string> {
  const { name, variable, installers = [], debianPackage } = program;
  const found = await firstThatStarts(program);
  if (found) return found;
  const chosen = process.env[variable];
  if (chosen) throw new Error(`${variable} names ${chosen}, which does not start.`);
  const failures: string[] = [];
  for (const installer of [...installers, ...apt(debianPackage)]) {
    console.log(`There is no ${name} yet: installing it with ${installer.name} …`);
    const { code, output } = await run(installer.command, installer.args, {
      show: false,
      timeoutMs: installTimeoutMs,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = code === 0 ? await firstThatStarts(program) : undefined;
    if (installed) return installed;
    failures.push(`${installer.name}:\n${output}`);
  }
  if (failures.length > 0) console.log(failures.join('\n'));
  throw new Error(
    `The tests need ${name}: install it (on Debian and its kin the package ${debianPackage}), ` +
      `or set ${variable} to it, and run again.`,
  );
}

/** Nothing that the package brings is started as a service: policy-rc.d says no, where nobody says anything yet. */
const aptScript = `
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 1' HUP INT TERM
    printf '#!/bin/sh\\nexit 101\\n' > "$policy" && chmod +x "$policy" || exit 1
  fi
  apt-get -qq update && apt-get -qq install -y --no-install-recommends "$1"`;

function apt(debianPackage: string): Installer[] {
  const possible = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return possible ? [{ name: 'apt', command: 'sh', args: ['-c', aptScript, 'sh', debianPackage] }] : [];
}

/** Tried by running, since a path may be a signpost, and libraries may be missing. */
async function firstThatStarts(program: Program): Promise<string | undefined> {
  for (const path of candidates(program)) {
    const { code } = await run(path, program.trial, { show: false, timeoutMs: 30_000 });
    if (code === 0) return path;
  }
  return undefined;
}

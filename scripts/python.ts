import { ensureProgram, findProgram, type Program } from './program.ts';

const program: Program = {
  name: 'Python 3 with the module websockets',
  variable: 'PYTHON_PATH',
  // The system's comes first: it is the one for which Debian has the module.
  paths: ['/usr/bin/python3', '/usr/local/bin/python3', '/opt/homebrew/bin/python3'],
  trial: ['-c', 'import websockets'],
  debianPackage: 'python3-websockets',
};

/** @returns the path of the Python to use, without trying it; undefined when there is none */
export const findPython = (): string | undefined => findProgram(program);

/** @returns the path of a Python that has the module, installed if need be. @throws {Error} see `ensureProgram` */
export const ensurePython = (): Promise<string> => ensureProgram(program);

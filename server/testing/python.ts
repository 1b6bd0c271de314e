import { findPython } from '#scripts/python.ts';

/** The Python that runs examples. Throws a sentence for the reader where there is none. */
export function python(): string {
  const path = findPython();
  if (!path) throw new Error('There is no Python 3: npm test installs one, or set PYTHON_PATH.');
  return path;
}

export type Step = {
  /** What selects it: `npm test -- unit`. */
  name: string;
  /** Programs of this project, with their arguments; the next starts only when the one before went well. */
  commands: readonly (readonly [program: string, ...args: string[]])[];
  /** Whose report counts its tests. */
  countedBy?: 'vitest' | 'playwright';
  /** What has to be on the machine: found, or installed. */
  programs?: readonly ('Chromium' | 'Python' | 'Redis')[];
  /** A step that must have passed before this one makes sense; it is run even when it was not asked for. */
  needs?: string;
};

/** All that `npm test` proves, in order. */
export const steps: readonly Step[] = [
  { name: 'format', commands: [['prettier', '--check', '--log-level', 'warn', '.']] },
  { name: 'lint', commands: [['oxlint']] },
  // That the import table and the tools themselves can fail.
  { name: 'tools', commands: [['vitest', 'run', '--project', 'scripts']], countedBy: 'vitest' },
  {
    name: 'types',
    commands: [
      ['next', 'typegen'],
      ['tsc', '--noEmit'],
    ],
  },
  { name: 'unused', commands: [['knip']] },
  {
    name: 'unit',
    commands: [['vitest', 'run', '--project', '!scripts']],
    countedBy: 'vitest',
    programs: ['Redis', 'Python'],
  },
  { name: 'build', commands: [['node', 'scripts/build-if-stale.ts']] },
  {
    name: 'e2e',
    commands: [['playwright', 'test']],
    countedBy: 'playwright',
    programs: ['Chromium', 'Python'],
    needs: 'build',
  },
];

/**
 * @param names steps asked for; none means all
 * @returns those steps and what they need, in order
 * @throws {Error} naming the steps that there are, when a name is unknown
 */
export function selectSteps(names: readonly string[]): Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `There is no step ${unknown.join(', ')}: choose from ${steps.map(({ name }) => name).join(', ')}.`,
    );
  }
  if (names.length === 0) return [...steps];
  const wanted = new Set(names);
  for (const { name, needs } of steps) if (needs && wanted.has(name)) wanted.add(needs);
  return steps.filter(({ name }) => wanted.has(name));
}

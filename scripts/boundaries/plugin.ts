import { relative } from 'node:path';
import type { RuleTester } from 'oxlint/plugins-dev';
import { complaint } from './complaint.ts';

type Rule = Parameters<RuleTester['run']>[1];
type Source = { start: number; end: number; range: [number, number]; value?: unknown };

/** Reports every import, re-export, dynamic import and `import('…')` type that the house does not allow. */
const imports: Rule = {
  create(context) {
    const file = relative(context.cwd, context.filename);
    const judge = (source: Source | null, typeOnly: boolean) => {
      if (typeof source?.value !== 'string') return;
      const message = complaint(file, source.value, typeOnly);
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => judge(node.source, node.importKind === 'type'),
      ExportAllDeclaration: (node) => judge(node.source, node.exportKind === 'type'),
      ExportNamedDeclaration: (node) => judge(node.source, node.exportKind === 'type'),
      ImportExpression: (node) => judge(node.source, false),
      TSImportType: (node) => judge(node.source, true),
    };
  },
};

export default { meta: { name: 'house' }, rules: { imports } };

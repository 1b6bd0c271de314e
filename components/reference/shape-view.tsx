import type { Line, Piece } from './shape.ts';

function PieceView({ text, shape }: Piece) {
  if (!shape) return text;
  return (
    <a
      href={`#shape-${shape.toLowerCase()}`}
      className="text-accent underline decoration-1 underline-offset-2"
    >
      {text}
    </a>
  );
}

/** Lines that never scroll sideways: what is long goes on in the next line, further in. */
export function ShapeView({ lines }: { lines: readonly Line[] }) {
  return (
    <code className="block text-meta">
      {lines.map(({ depth, pieces, note }, place) => (
        <span key={place} className="block -indent-4" style={{ paddingInlineStart: `${depth + 1}rem` }}>
          {pieces.map((piece, position) => (
            <PieceView key={position} {...piece} />
          ))}
          {note && <span className="ml-2 font-sans text-muted">{note}</span>}
        </span>
      ))}
    </code>
  );
}

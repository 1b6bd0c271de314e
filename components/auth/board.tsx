import { cn } from '#components/ui/cn.ts';

/** Pixels between two jacks. */
const pitch = 64;

const at = (jack: number) => pitch / 2 + jack * pitch;

/** Cords by column and row of their two jacks; the longer the reach, the deeper a cord hangs. */
const cords: { from: [number, number]; to: [number, number]; live?: boolean }[] = [
  { from: [1, 1], to: [4, 3] },
  { from: [8, 1], to: [3, 2], live: true },
  { from: [6, 4], to: [10, 3] },
  { from: [0, 5], to: [5, 6] },
  { from: [11, 6], to: [7, 7] },
];

function cordPath([fromX, fromY]: [number, number], [toX, toY]: [number, number]) {
  const [x1, y1, x2, y2] = [at(fromX), at(fromY), at(toX), at(toY)];
  const low = Math.max(y1, y2) + 60 + Math.abs(x2 - x1) * 0.35;
  return `M${x1} ${y1} C${x1} ${low}, ${x2} ${low}, ${x2} ${y2}`;
}

/** An ornament: the patch field of a switchboard with a few calls standing. Fills its box from the top start corner. */
export function Board() {
  return (
    <svg aria-hidden width="100%" height="100%" className="absolute inset-0">
      <pattern id="jacks" width={pitch} height={pitch} patternUnits="userSpaceOnUse">
        <circle
          cx={pitch / 2}
          cy={pitch / 2}
          r="7"
          className="fill-surface stroke-border"
          strokeWidth="1.5"
        />
        <circle cx={pitch / 2} cy={pitch / 2} r="2" className="fill-border" />
      </pattern>
      <rect width="100%" height="100%" fill="url(#jacks)" />
      {cords.map(({ from, to, live }) => (
        <g key={`${from}-${to}`} className={live ? 'text-accent' : 'text-border'} fill="currentColor">
          <path
            d={cordPath(from, to)}
            fill="none"
            stroke="currentColor"
            strokeWidth="4"
            strokeLinecap="round"
          />
          {[from, to].map(([x, y]) => (
            <g key={`${x}-${y}`}>
              <circle cx={at(x)} cy={at(y)} r="10" />
              <circle cx={at(x)} cy={at(y)} r="4" className={cn(live ? 'fill-on-accent' : 'fill-surface')} />
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}

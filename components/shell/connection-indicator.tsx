import { CloudOff, RefreshCw, Wifi } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';

const states = {
  connected: { Icon: Wifi, label: 'Connected', colour: 'text-muted' },
  connecting: { Icon: RefreshCw, label: 'Connecting', colour: 'text-warning' },
  offline: { Icon: CloudOff, label: 'Offline', colour: 'text-danger' },
};

/** How the page stands with the server: an icon with its word in a tooltip. */
export function ConnectionIndicator({ state }: { state: keyof typeof states }) {
  const { Icon, label, colour } = states[state];
  return (
    <Tooltip label={label} side="right">
      <span role="img" aria-label={label} className={cn('inline-flex p-1', colour)}>
        <Icon aria-hidden strokeWidth={1.5} className="size-4" />
      </span>
    </Tooltip>
  );
}

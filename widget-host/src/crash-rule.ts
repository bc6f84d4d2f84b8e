/** Crashes that switch a widget off for the call. */
const tooMany = { crashes: 3, withinMs: 5 * 60_000 } as const;

/** Remembers who crashed when. */
export interface CrashRule {
  /** Takes note of a crash. */
  count(widget: string): void;
  /** Whether the widget crashed too often and stays off until the call ends. */
  isOff(widget: string): boolean;
}

/** Makes the memory of one call. */
export const createCrashRule = (nowMs: () => number = () => performance.now()): CrashRule => {
  const times = new Map<string, readonly number[]>();
  const off = new Set<string>();
  return {
    count(widget) {
      const now = nowMs();
      const recent = [...(times.get(widget) ?? []).filter((at) => now - at < tooMany.withinMs), now];
      times.set(widget, recent);
      if (recent.length >= tooMany.crashes) off.add(widget);
    },
    isOff: (widget) => off.has(widget),
  };
};

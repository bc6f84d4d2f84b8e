import { useComputed, type ReadonlySignal } from "@preact/signals";
import { litBars } from "./lit-bars.ts";
import "./meter.css";

/** Properties of a level meter. */
export interface MeterProps {
  readonly label: string;
  /** 0 to 1. */
  readonly level: ReadonlySignal<number>;
  readonly bars?: number;
}

/** How loud it is, in bars. Redraws only when a bar changes. */
export const Meter = ({ label, level, bars = 6 }: MeterProps) => {
  const lit = useComputed(() => litBars(level.value, bars));
  return (
    <span class="tfx-meter" role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={bars} aria-valuenow={lit.value}>
      {Array.from({ length: bars }, (_, index) => (
        <span key={index} class={`tfx-meter__bar${index < lit.value ? " tfx-meter__bar--lit" : ""}`} />
      ))}
    </span>
  );
};

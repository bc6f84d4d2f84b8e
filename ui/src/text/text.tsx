import type { ComponentChildren } from "preact";
import "./text.css";

/** Text for screen readers alone. */
export const Hidden = ({ children }: { children: ComponentChildren }) => <span class="tfx-hidden">{children}</span>;

/** One keyboard shortcut, its keys in order, such as `["Ctrl", "D"]`. */
export const Keys = ({ keys }: { keys: readonly string[] }) => (
  <span class="tfx-keys">
    {keys.map((key) => (
      <kbd class="tfx-kbd" key={key}>
        {key}
      </kbd>
    ))}
  </span>
);

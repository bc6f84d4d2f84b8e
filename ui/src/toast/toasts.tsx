import { Button } from "../button/button.tsx";
import { Icon, type IconProps } from "../icon/icon.tsx";
import "./toast.css";

/** One short message that goes away by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly icon?: IconProps["icon"] | undefined;
  readonly tone?: "plain" | "warning" | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

/** The toasts that stand now, read out as they come. Give it two at most: the newest ones. */
export const Toasts = ({ toasts, label }: { toasts: readonly Toast[]; label: string }) => (
  <section class="tfx-toasts" role="status" aria-live="polite" aria-label={label}>
    {toasts.map((toast) => (
      <div key={toast.id} class={`tfx-toast tfx-toast--${toast.tone ?? "plain"}`}>
        {toast.icon !== undefined && <Icon icon={toast.icon} />}
        <p class="tfx-toast__words">{toast.text}</p>
        {toast.action !== undefined && (
          <Button size="small" onClick={toast.action.run}>
            {toast.action.label}
          </Button>
        )}
      </div>
    ))}
  </section>
);

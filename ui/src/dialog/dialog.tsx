import { useEffect, useRef } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { IconButton } from "../button/icon-button.tsx";
import { classNames } from "../class-names.ts";
import { CloseIcon } from "../icon/icons.ts";
import { useUniqueId } from "../use-unique-id.ts";
import "./dialog.css";

/** Properties of a dialog. */
export interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly size?: "small" | "medium" | "large";
  /** Sits at the bottom edge of a narrow window, as sheets do there. */
  readonly sheet?: boolean;
  /** `alertdialog` for a question that must be answered. */
  readonly role?: "dialog" | "alertdialog";
  readonly foot?: ComponentChildren;
  readonly class?: string;
  /** Shows no head; the title is for readers. */
  readonly bare?: boolean;
  readonly children: ComponentChildren;
}

const takeKeyboardAfterMs = [50, 150, 400, 1_000] as const;

/**
 * A layer above everything, shown while it is mounted. The browser keeps the focus inside and returns it;
 * `Esc` and a press beside it close it.
 */
export const Dialog = (props: DialogProps) => {
  const { title, closeLabel, onClose, size = "medium", sheet = true, role = "dialog", foot, bare = false, children } = props;
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useUniqueId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // Without a better place the title has the focus: readers begin there, and no button stands lit.
    if (dialog !== null && dialog.querySelector("[autofocus]") === null)
      dialog.querySelector<HTMLElement>(`#${CSS.escape(titleId)}`)?.focus();
    // A frame may have taken the keyboard while the dialog opened, and the page is not told.
    const timers = takeKeyboardAfterMs.map((ms) => setTimeout(() => window.focus(), ms));
    return () => {
      for (const timer of timers) clearTimeout(timer);
      dialog?.close();
    };
  }, []);
  const classes = classNames("tfx-dialog", `tfx-dialog--${size}`, sheet && "tfx-dialog--sheet", props.class);
  return (
    <dialog
      ref={element}
      class={classes}
      role={role}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === element.current && role === "dialog" && isOutside(event, event.currentTarget)) onClose();
      }}
    >
      {bare ? (
        <h2 id={titleId} class="tfx-hidden" tabIndex={-1}>
          {title}
        </h2>
      ) : (
        <div class="tfx-dialog__head">
          <h2 id={titleId} class="tfx-dialog__title tfx-title" tabIndex={-1}>
            {title}
          </h2>
          {role === "dialog" && <IconButton icon={CloseIcon} label={closeLabel} tip="none" onClick={onClose} />}
        </div>
      )}
      {bare ? children : <div class="tfx-dialog__body">{children}</div>}
      {foot !== undefined && <div class="tfx-dialog__foot">{foot}</div>}
    </dialog>
  );
};

const isOutside = (event: PointerEvent, dialog: HTMLDialogElement): boolean => {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
};

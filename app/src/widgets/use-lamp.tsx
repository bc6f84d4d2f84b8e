import { Hidden } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { RunningWidget } from "./widgets-model.ts";

/** Lit while a widget hears, sees or sends; in words for readers and for the pointer. */
export const UseLamp = ({ running }: { running: RunningWidget }) => {
  const { t } = useApp().i18n;
  const uses = [...running.uses.value];
  if (uses.length === 0) return null;
  const words = uses.map((use) => t(`widgets.uses.${use}`)).join(", ");
  return (
    <span class="tfx-lamp" title={words}>
      <Hidden>{words}</Hidden>
    </span>
  );
};

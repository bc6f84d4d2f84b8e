import type { WidgetManifest } from "@tfx/protocol/widgets";
import type { AppContext } from "../app-context.ts";
import "../i18n/en-widgets.ts";

const longestText = 240;

/**
 * Shows whoever writes widgets on this machine what went wrong in one, where they look: on the page. Everything is in
 * the browser's console as well, with its stack. Others are not told, for they could do nothing about it.
 */
export const tellDeveloper = (
  { settings, toasts, i18n }: Pick<AppContext, "settings" | "toasts" | "i18n">,
  { id, name }: Pick<WidgetManifest, "id" | "name">,
  text: string,
): void => {
  if (!settings.value.peek().developer) return;
  const [line = ""] = text.trim().split("\n");
  toasts.show({
    text: i18n.t("widgets.says", { name, text: line.slice(0, longestText) }),
    tone: "warning",
    about: `fault of ${id}`,
    forMs: 15_000,
  });
};

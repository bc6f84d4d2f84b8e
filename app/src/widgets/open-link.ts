import type { WidgetManifest } from "@tfx/protocol/widgets";
import type { WidgetGround } from "./instance-services.ts";

/** Follows an address in a tab that knows nothing of this one. A link and not `window.open`: mail would leave an empty tab. */
const follow = (address: string): void => {
  const link = document.createElement("a");
  link.href = address;
  link.rel = "noopener noreferrer";
  if (!address.startsWith("mailto:")) link.target = "_blank";
  link.click();
};

/**
 * Opens the address that a widget names. Ours shows where its links lead, so it is taken at its word; of another
 * the person sees the whole address first, as the browser reads it: names in other scripts show their true form.
 */
export const openLink = async (
  { app, questions }: Pick<WidgetGround, "app" | "questions">,
  { manifest, url }: { readonly manifest: WidgetManifest; readonly url: string },
): Promise<boolean> => {
  const address = new URL(url).href;
  const { t } = app.i18n;
  const text = t("widgets.link", { address });
  const isWanted = manifest.kind === "builtin" || (await questions.ask({ manifest, permissions: [], text, yes: t("widgets.link.yes") }));
  if (isWanted) follow(address);
  return isWanted;
};

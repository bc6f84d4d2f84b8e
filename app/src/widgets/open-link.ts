import type { WidgetManifest } from "@tfx/protocol/widgets";
import type { AppContext } from "../app-context.ts";
import type { Questions } from "./questions.ts";
import "../i18n/en-widgets.ts";

/** Follows an address in a tab that knows nothing of this one. A link and not `window.open`: mail would leave an empty tab. */
const follow = (address: string): void => {
  const link = document.createElement("a");
  link.href = address;
  link.rel = "noopener noreferrer";
  if (!address.startsWith("mailto:")) link.target = "_blank";
  link.click();
};

/** A link that a widget wants opened. */
interface LinkWish {
  readonly manifest: WidgetManifest;
  readonly url: string;
  /** Takes the question away when the widget ends. */
  readonly signal: AbortSignal;
  readonly open?: (address: string) => void;
}

/**
 * Opens the address that a widget names. Ours shows where its links lead, so it is taken at its word; of another
 * the person sees the whole address first, as the browser reads it: names in other scripts show their true form.
 */
export const openLink = async (
  { i18n, questions }: Pick<AppContext, "i18n"> & { readonly questions: Questions },
  { manifest, url, signal, open = follow }: LinkWish,
): Promise<boolean> => {
  const address = new URL(url).href;
  const { t } = i18n;
  const text = t("widgets.link", { address });
  const question = { manifest, permissions: [], text, yes: t("widgets.link.yes") };
  const isWanted = manifest.kind === "builtin" || (await questions.ask(question, signal));
  if (isWanted) open(address);
  return isWanted;
};

import type { Translate } from "../i18n/messages.ts";
import type { Words } from "../problems/words.ts";

/** Whose code runs here decides what can be promised: a page's server could serve another page. */
export const sealWords = (
  t: Translate,
  call: { readonly kind: "extension" | "web"; readonly sealed: boolean; readonly host: string },
): Words => {
  const { host } = call;
  if (!call.sealed) return { title: t("seal.open.title", { host }), text: t("seal.open.text", { host }) };
  if (call.kind === "web") return { title: t("seal.web.title", { host }), text: t("seal.web.text", { host }) };
  return { title: t("seal.extension.title"), text: t("seal.extension.text") };
};

/** The same in one line, for the lobby. */
export const sealLine = (t: Translate, call: Parameters<typeof sealWords>[1]): string => {
  if (!call.sealed) return t("seal.lobbyOpen", { host: call.host });
  return call.kind === "web" ? t("seal.lobbyWeb", { host: call.host }) : t("seal.lobbyExtension");
};

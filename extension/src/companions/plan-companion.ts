import type { ErrorCode } from "@tfx/protocol";
import { widgetId, widgetManifest, type WidgetManifestInput } from "@tfx/protocol/widgets";
import { z } from "zod";

const max = { perSender: 4, all: 32, chars: 16_384 } as const;

/** What another extension may say: that it lends a widget, and that it does so no more. */
const companionMessage = z.discriminatedUnion("tfx", [
  z.object({
    tfx: z.literal("register"),
    /** What the extension calls itself. */
    name: widgetManifest.shape.name,
    manifest: widgetManifest,
  }),
  z.object({ tfx: z.literal("unregister"), id: widgetId }),
]);

/** A widget that another extension lends, as it is kept. */
export const companion = z.object({
  /** The extension's id. */
  sender: z.string().max(128),
  name: z.string().max(64),
  id: widgetId,
  /** As it was sent; whoever uses it reads it again. */
  manifest: z.custom<WidgetManifestInput>((value) => typeof value === "object" && value !== null),
});
/** A widget that another extension lends. */
export type Companion = z.output<typeof companion>;

/** What the other extension is answered. */
export type CompanionAnswer = { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

/** What becomes of the list, and what is answered. */
export interface CompanionPlan {
  readonly companions: readonly Companion[];
  readonly answer: CompanionAnswer;
}

/** Whether a message is for the companions at all, and not of another kind. */
export const isCompanionMessage = (message: unknown): boolean => typeof message === "object" && message !== null && "tfx" in message;

const isOwnPage = (entry: string | undefined, sender: string): boolean => {
  if (entry === undefined) return false;
  const { protocol, host } = new URL(entry);
  return protocol === "chrome-extension:" && host === sender;
};

/** Reads what the extension `sender`, as the browser names it, wants of the list. */
export const planCompanion = (companions: readonly Companion[], message: unknown, sender: string): CompanionPlan => {
  const refuse = (code: ErrorCode): CompanionPlan => ({ companions, answer: { ok: false, code } });
  if (JSON.stringify(message).length > max.chars) return refuse("protocol/too-large");
  const parsed = companionMessage.safeParse(message);
  if (!parsed.success) return refuse("protocol/invalid");
  const said = parsed.data;
  const id = said.tfx === "register" ? said.manifest.id : said.id;
  const others = companions.filter((one) => one.id !== id || one.sender !== sender);
  if (said.tfx === "unregister") return { companions: others, answer: { ok: true } };
  const { manifest, name } = said;
  if (manifest.kind !== "companion" || !isOwnPage(manifest.entry, sender)) return refuse("widget/invalid");
  // A name belongs to whoever came first, while they are there.
  if (others.some((one) => one.id === id)) return refuse("widget/denied");
  const own = others.filter((one) => one.sender === sender);
  if (own.length >= max.perSender || others.length >= max.all) return refuse("widget/quota");
  return { companions: [...others, { sender, name, id, manifest }], answer: { ok: true } };
};

import { TfxError } from "@tfx/protocol";

/** What became of something that was to be added; `old` was known already or has been overtaken. */
export type StateVerdict =
  | { readonly kind: "new" }
  | { readonly kind: "old" }
  | { readonly kind: "refused"; readonly code: "state/invalid" }
  | { readonly kind: "refused"; readonly code: "widget/quota"; readonly limit: number };

export const isNew: StateVerdict = { kind: "new" };
export const isOld: StateVerdict = { kind: "old" };
export const isInvalid: StateVerdict = { kind: "refused", code: "state/invalid" };
export const isPast = (limit: number): StateVerdict => ({ kind: "refused", code: "widget/quota", limit });

/** Throws what was refused, for those who add something themselves. */
export const throwRefusal = (verdict: StateVerdict): void => {
  if (verdict.kind !== "refused") return;
  if (verdict.code === "widget/quota") throw new TfxError("widget/quota", { limit: verdict.limit });
  throw new TfxError("state/invalid");
};

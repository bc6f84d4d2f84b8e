import { feedPermissions } from "@tfx/protocol/widgets";
import type { BroadcastPlace, BroadcastTextKind, Live } from "@tfx/widget-sdk";
import type { Granted } from "./granted.ts";
import type { TrustedServices, UngatedPlace } from "./services.ts";

/** What words that leave the call depend on. */
export interface LentTextsOptions {
  readonly grants: Live<Granted>;
  readonly announce: TrustedServices["announce"];
  /** Pictures or sound go out, and everybody was told. */
  readonly isOnAir: () => boolean;
  readonly signal: AbortSignal;
}

const retryMs = 2_000;
const announcements = { chat: "chatOnAir", captions: "captionsOnAir" } as const satisfies Record<BroadcastTextKind, string>;
const kindsThere = Object.keys(announcements) as readonly BroadcastTextKind[];

/** Lets words of the call out to those who watch: what the person let the widget read, and everybody in the call was told of; nothing else. */
export const lendTexts = (
  place: Pick<UngatedPlace, "sendTexts">,
  { grants, announce, isOnAir, signal }: LentTextsOptions,
): Pick<BroadcastPlace, "setTexts" | "sendTexts" | "close"> => {
  let told: readonly BroadcastTextKind[] = [];
  const tell = (kinds: readonly BroadcastTextKind[]): void => {
    const next = kindsThere.filter((kind) => kinds.includes(kind) && grants.value.permissions.has(feedPermissions[kind].read));
    for (const kind of kindsThere) if (next.includes(kind) !== told.includes(kind)) announce(announcements[kind], next.includes(kind));
    told = next;
  };
  grants.on(() => tell(told), { signal });
  return {
    setTexts: tell,
    sendTexts: async (items) =>
      isOnAir()
        ? place.sendTexts({ kinds: [...told], items: items.filter(({ kind, text }) => text === "" || told.includes(kind)) })
        : { kind: "later", retryMs },
    close: () => tell([]),
  };
};

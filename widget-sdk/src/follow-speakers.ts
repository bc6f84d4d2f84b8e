import { TfxError } from "@tfx/protocol/tfx-error";
import type { TrustedWidgetContext } from "./trusted-context.ts";

/** Louder than this is speech. */
const speech = 0.08;

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((id) => other.has(id));

/** Tells who speaks, each time that it changes. */
export const followSpeakers = (
  { media, log }: Pick<TrustedWidgetContext, "media" | "log">,
  until: AbortSignal,
  tell: (speaking: ReadonlySet<string>) => void,
): void => {
  const follow = async (): Promise<void> => {
    let before: ReadonlySet<string> = new Set();
    for await (const levels of media.levels({ perSecond: 5 })) {
      if (until.aborted) return;
      const now = new Set(levels.filter(({ level }) => level > speech).map(({ participant }) => String(participant)));
      if (isSame(before, now)) continue;
      before = now;
      tell(now);
    }
  };
  // Without the levels nobody is large by speaking; what is composed goes on.
  follow().catch((error: unknown) => log.warn(`levels: ${error instanceof TfxError ? error.code : String(error)}`));
};

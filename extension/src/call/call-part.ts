import type { CallReport as AppReport } from "@tfx/app";
import { createSession } from "@tfx/core";
import type { PagePart } from "../page-part.ts";
import { watchSharedPages } from "../ink/watch-shared-pages.ts";
import { onCallCommand, tellWorker } from "../worker-link.ts";
import { createCallPlace } from "./call-place.ts";

const reportToWorker = (report: AppReport | undefined): void => {
  if (report === undefined) {
    tellWorker({ type: "call.over" });
    return;
  }
  const { server, room } = report.invite;
  const { phase, muted, others, joinedAt = null } = report;
  tellWorker({ type: "call.report", report: { server, room, phase, muted, others: [...others], joinedAt } });
};

/** What the call page adds to a page of the extension: the call. */
export const createCallPart = (): PagePart => ({
  ...createCallPlace(window),
  tabStore: sessionStorage,
  widgets: async () => (await import("@tfx/widgets")).builtinWidgets,
  companions: async () => {
    const { watchCompanions } = await import("../companions/watch-companions.ts");
    return watchCompanions((sender) => tellWorker({ type: "companion.gone", sender }));
  },
  sharedPages: watchSharedPages(),
  createSession,
  ...("share" in navigator ? { share: (data) => navigator.share(data) } : {}),
  reportCall: reportToWorker,
  onCommand: onCallCommand,
});

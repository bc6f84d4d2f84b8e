import type { ResumeStore } from "@tfx/core";
import { formatInvite, type Invite } from "@tfx/protocol";
import { z } from "zod";

const key = "tfx.in-call";
const mark = z.object({ link: z.string(), microphone: z.boolean(), camera: z.boolean() });

/** That this tab is in a call, and how: a reload goes straight back in. */
export type SeatMark = Omit<z.output<typeof mark>, "link">;

/** Notes that the tab is in this call, or in none any more. */
export const writeSeatMark = (store: ResumeStore | undefined, invite: Invite, how: SeatMark | undefined): void => {
  if (how === undefined) store?.removeItem(key);
  else store?.setItem(key, JSON.stringify({ link: formatInvite(invite), ...how }));
};

/** How the tab was in this call before it was loaded again; `undefined` when it was not. */
export const readSeatMark = (store: ResumeStore | undefined, invite: Invite): SeatMark | undefined => {
  const text = store?.getItem(key);
  if (text === undefined || text === null || !text.startsWith("{")) return undefined;
  const read = mark.safeParse(JSON.parse(text));
  return read.success && read.data.link === formatInvite(invite) ? read.data : undefined;
};

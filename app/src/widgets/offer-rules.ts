import type { ParticipantId } from "@tfx/protocol";
import type { WidgetOffer } from "@tfx/protocol/widgets";

/** Instances of one widget of ours that a page joins by itself. */
const maxOfOne = 3;

/** Two people may start the same widget of ours at one moment; more than a few are mischief, and stay outside. */
export const isOneTooMany = (offer: WidgetOffer, offers: readonly WidgetOffer[]): boolean =>
  offers.filter(({ widget }) => widget.id === offer.widget.id).indexOf(offer) >= maxOfOne;

/** Whether somebody may end an instance for everybody: whoever started it, the host, and where it says so anybody. */
export const mayStop = (
  { startedBy, stop }: Pick<WidgetOffer, "startedBy" | "stop">,
  { self, host }: { self: ParticipantId; host: ParticipantId | null },
): boolean => startedBy === self || stop === "everybody" || host === self;

/** Whether a page runs an instance without asking its person: ours do, unless this person closed it or there are too many. */
export const joinsByItself = (
  offer: WidgetOffer,
  { offers, declined, wasHere }: { offers: readonly WidgetOffer[]; declined: ReadonlySet<string>; wasHere: boolean },
): boolean => {
  if (declined.has(offer.instance)) return false;
  // Before the page was loaded again its person had said yes.
  if (wasHere) return true;
  return offer.widget.kind === "builtin" && !isOneTooMany(offer, offers);
};

import { stageBands } from "@tfx/protocol/widgets";
import type { OwnedStage } from "./chain-messages.ts";

/** The order in which stages are applied: by band, then by `order`, then by owner, then as the owner gave them. */
export const orderStages = (stages: readonly OwnedStage[]): readonly OwnedStage[] =>
  stages.toSorted(
    (a, b) =>
      stageBands.indexOf(a.stage.band) - stageBands.indexOf(b.stage.band) || a.stage.order - b.stage.order || compare(a.owner, b.owner),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

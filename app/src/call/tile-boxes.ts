import type { ParticipantId } from "@tfx/protocol";
import type { TileBox } from "@tfx/protocol/widgets";
import type { Area, Box } from "./grid-plan.ts";
import type { Tile } from "./tiles-model.ts";

/** Where tiles of people lie, as overlays are told: counted from the left in every language, those in front last. */
export const tileBoxesOf = (
  tiles: readonly Tile[],
  boxes: ReadonlyMap<string, Box>,
  { self, area, rightToLeft }: { self: ParticipantId; area: Area; rightToLeft: boolean },
): readonly TileBox[] =>
  tiles
    .toSorted((one, other) => Number(one.floating) - Number(other.floating))
    .flatMap((tile) => {
      const box = boxes.get(tile.key);
      if (box === undefined || tile.kind === "invite" || tile.kind === "widget") return [];
      return {
        participant: tile.kind === "self" || tile.kind === "own-screen" ? self : tile.person.id,
        source: tile.kind === "screen" || tile.kind === "own-screen" ? ("screen" as const) : ("camera" as const),
        ...box,
        x: rightToLeft ? area.width - box.x - box.width : box.x,
      };
    });

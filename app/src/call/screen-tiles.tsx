import { Icon, ScreenShareIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { lazyView } from "../scope/lazy-view.tsx";
import { useCall } from "./call-context.ts";
import type { Box } from "./grid-plan.ts";
import type { PersonModel } from "./people-model.ts";
import { usePinItem } from "./person-tile.tsx";
import { TileFrame, TileMenu, useShownSize } from "./tile-frame.tsx";

const ScreenContent = lazyView(
  () => import("../screen/screen-views.ts"),
  ({ ScreenContent: View }) => View,
);
const OwnScreenContent = lazyView(
  () => import("../screen/screen-views.ts"),
  ({ OwnScreenContent: View }) => View,
);

/** A screen that somebody shares. */
export const ScreenTile = ({ person, box }: { person: PersonModel; box: Box }) => {
  const { t } = useI18n();
  useShownSize(person.views, "screen", { box, on: person.screenOn });
  const label = t("tile.screenOf", { name: person.name.value });
  const key = `${person.id}/screen`;
  const pin = usePinItem(key);
  const states = person.screenPaused.value ? `${label}, ${t("share.paused")}` : label;
  return (
    <TileFrame box={box} label={states} participant={person.id} source="screen" pinKey={key}>
      <ScreenContent person={person} label={label} />
      <p class="tfx-who tfx-tile__who">
        <Icon icon={ScreenShareIcon} small />
        <span class="tfx-clip">{label}</span>
      </p>
      <TileMenu label={t("tile.menu", { name: label })} groups={[[pin]]} />
    </TileFrame>
  );
};

/** What one shares oneself. */
export const OwnScreenTile = ({ box }: { box: Box }) => {
  const { t } = useI18n();
  const { self } = useCall();
  return (
    <TileFrame box={box} label={t("tile.ownScreen")} participant={self.id} source="screen" self pinKey="own-screen">
      <OwnScreenContent />
    </TileFrame>
  );
};

import { Button, Icon, ScreenShareIcon, ScreenShareOffIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { useCall } from "./call-context.ts";
import type { Box } from "./grid-plan.ts";
import { TileFrame } from "./tile-frame.tsx";

/** That one's own screen is shared. It shows no picture of it: a screen that shows itself is a hall of mirrors. */
export const OwnScreenTile = ({ box }: { box: Box }) => {
  const { t } = useI18n();
  const call = useCall();
  const stop = call.actions.value.get("share")?.run;
  return (
    <TileFrame box={box} label={t("tile.ownScreen")} participant={call.self.id} source="screen" self pinKey="own-screen">
      <div class="tfx-tile__card">
        <Icon icon={ScreenShareIcon} />
        <p class="tfx-strong">{t("tile.ownScreen")}</p>
        <p class="tfx-muted tfx-small">{t("tile.ownScreenText")}</p>
        <Button size="small" icon={ScreenShareOffIcon} onClick={stop}>
          {t("action.unshare")}
        </Button>
      </div>
    </TileFrame>
  );
};

import { Button, LivePicture, WarningLine } from "@tfx/ui";
import type { FiltersModel } from "../model.ts";
import { t } from "../texts.ts";
import { BackgroundView } from "./background-view.tsx";
import { InUseView } from "./in-use-view.tsx";
import { LooksView } from "./looks-view.tsx";

/** What can be done to the own picture, with what others see of it. */
export const FiltersView = ({ model }: { model: FiltersModel }) => {
  const takeUp = model.takeUp.value;
  return (
    <div class="tfx-column" dir={model.direction.value}>
      <LivePicture watch={model.watch} label={t("preview")} none={t("preview.none")}>
        {t("preview")}
      </LivePicture>
      <WarningLine text={model.problem.value} />
      {takeUp !== undefined && <Button onClick={takeUp}>{t("takeUp")}</Button>}
      <BackgroundView model={model} />
      <InUseView model={model} />
      <LooksView model={model} />
      <Button onClick={model.clear}>{t("clear")}</Button>
    </div>
  );
};

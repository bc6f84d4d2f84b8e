import { Button, Icon, WarningIcon } from "@tfx/ui";
import type { FiltersModel } from "../model.ts";
import { t } from "../texts.ts";
import { BackgroundView } from "./background-view.tsx";
import { InUseView } from "./in-use-view.tsx";
import { LooksView } from "./looks-view.tsx";
import { PreviewView } from "./preview-view.tsx";

const Problem = ({ model }: { model: FiltersModel }) => (
  <div role="alert">
    {model.problem.value !== undefined && (
      <p class="filters-problem">
        <Icon icon={WarningIcon} small />
        {model.problem.value}
      </p>
    )}
  </div>
);

/** What can be done to the own picture, with what others see of it. */
export const FiltersView = ({ model }: { model: FiltersModel }) => {
  const takeUp = model.takeUp.value;
  return (
    <div class="filters" dir={model.direction.value}>
      <PreviewView model={model} />
      <Problem model={model} />
      {takeUp !== undefined && <Button onClick={takeUp}>{t("takeUp")}</Button>}
      <BackgroundView model={model} />
      <InUseView model={model} />
      <LooksView model={model} />
      <Button onClick={model.clear}>{t("clear")}</Button>
    </div>
  );
};

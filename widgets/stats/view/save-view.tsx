import { Button } from "@tfx/ui";
import type { StatsModel } from "../model.ts";

/** Takes what was measured along as a file. */
export const SaveView = ({ model }: { model: StatsModel }) => {
  const { t } = model.texts.value;
  const state = model.saving.value;
  const isBusy = state === "saving";
  return (
    <section class="stats-save" aria-label={t("save")}>
      <div class="tfx-row">
        <Button size="small" busy={isBusy} onClick={() => void model.saveCsv()}>
          {t("save.csv")}
        </Button>
        <Button size="small" busy={isBusy} onClick={() => void model.saveDump()}>
          {t("save.dump")}
        </Button>
      </div>
      <p class="tfx-small tfx-muted" role="status">
        {t(state === "idle" ? "save.hint" : `save.${state}`)}
      </p>
    </section>
  );
};

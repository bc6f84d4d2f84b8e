import { Spinner } from "@tfx/ui";
import { useI18n } from "../app-context.ts";

/** Between a reload and the call that goes on. */
export const RejoiningView = () => {
  const { t } = useI18n();
  return (
    <main class="tfx-page tfx-stage" aria-busy="true">
      <div class="tfx-page__column">
        <p class="tfx-row" role="status">
          <Spinner />
          {t("lobby.joining")}
        </p>
      </div>
    </main>
  );
};

import { pathKey } from "../events/find-events.ts";
import type { StatsModel } from "../model.ts";
import { textKey, type Texts } from "../texts.ts";
import type { Path } from "../digest/path.ts";

const pathText = ({ t }: Texts, path: Path | undefined): string => {
  if (path === undefined) return t("path.unknown");
  const { local, remote } = path;
  return t("path.candidates", { path: t(textKey(`path.${pathKey(path)}`, "path.unknown")), local, remote });
};

/** In words how the link is, and the way that it takes. */
export const SummaryView = ({ model }: { model: StatsModel }) => {
  const texts = model.texts.value;
  const latest = model.digests.value.at(-1);
  const reason = model.selected.value?.verdict.reason ?? "waiting";
  return (
    <div class="stats-summary">
      <p class="stats-summary__verdict" role="status">
        {texts.t(`reason.${reason}`)}
      </p>
      <dl class="stats-facts tfx-small">
        <dt class="tfx-muted">{texts.t("path.label")}</dt>
        <dd>{pathText(texts, latest?.path)}</dd>
        <dt class="tfx-muted">{texts.t("rtt")}</dt>
        <dd class="tfx-tabular">{latest?.rttMs === undefined ? texts.t("none.read") : `${texts.number(latest.rttMs)} ms`}</dd>
      </dl>
    </div>
  );
};

import { useEffect, useRef } from "preact/hooks";
import { Button } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import type { EndedModel } from "../visit/visit-model.ts";

/** After a call: what happened, and ways on. */
export const EndedView = ({ ended }: { ended: EndedModel }) => {
  const { t } = useI18n();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { title, text, rejoin } = ended.words.value;
  return (
    <main class="tfx-page">
      <div class="tfx-page__column">
        <div class="tfx-stack">
          <h1 class="tfx-display" ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p class="tfx-muted">{text}</p>
        </div>
        <div class="tfx-row">
          {ended.rejoin !== undefined && (
            <Button variant="primary" onClick={ended.rejoin}>
              {t(rejoin === "here" ? "ended.here" : "ended.rejoin")}
            </Button>
          )}
          <Button variant={ended.rejoin === undefined ? "primary" : "secondary"} onClick={() => ended.newCall()}>
            {t("ended.new")}
          </Button>
          <Button variant="ghost" onClick={() => ended.toStart()}>
            {t("ended.start")}
          </Button>
        </div>
      </div>
    </main>
  );
};

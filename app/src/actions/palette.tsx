import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Dialog, Hidden, Icon, Keys, SearchIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { Action, Actions } from "./action.ts";
import { fuzzyFind } from "./fuzzy.ts";
import { printKeys } from "./print-keys.ts";
import "./palette.css";

/** Everything that can be done, found by a few letters. */
export const Palette = ({ actions, close }: { actions: Actions; close: () => void }) => {
  const { t } = useApp().i18n;
  const typed = useSignal("");
  const chosen = useSignal(0);
  const found = useComputed(() => {
    const available = [...actions.value.values()].filter(({ id, run }) => run !== undefined && id !== "palette" && id !== "talk");
    return fuzzyFind(typed.value, available, ({ title }) => title);
  });
  const run = (action: Action | undefined) => {
    if (action === undefined) return;
    close();
    // After the dialog has given the focus back: what the action opens wants it.
    queueMicrotask(() => action.run?.());
  };
  const handleKey = (event: KeyboardEvent) => {
    const count = Math.max(1, found.value.length);
    if (event.key === "ArrowDown") chosen.value = (chosen.value + 1) % count;
    else if (event.key === "ArrowUp") chosen.value = (chosen.value + count - 1) % count;
    else if (event.key === "Enter") run(found.value[chosen.value]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t("palette.title")} closeLabel={t("app.close")} onClose={close} sheet={false} bare class="tfx-palette">
      <div class="tfx-palette__field">
        <Icon icon={SearchIcon} />
        <input
          class="tfx-palette__input"
          type="text"
          role="combobox"
          aria-label={t("palette.placeholder")}
          aria-expanded="true"
          aria-controls="tfx-palette-list"
          aria-activedescendant={found.value.length === 0 ? undefined : `tfx-palette-${chosen.value}`}
          placeholder={t("palette.placeholder")}
          autocomplete="off"
          spellcheck={false}
          autoFocus
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            chosen.value = 0;
          }}
          onKeyDown={handleKey}
        />
      </div>
      <div>
        <ul class="tfx-palette__list" id="tfx-palette-list" role="listbox" aria-label={t("palette.title")}>
          {found.value.map((action, index) => (
            <Line key={action.id} action={action} index={index} isChosen={index === chosen.value} run={() => run(action)} />
          ))}
        </ul>
        {found.value.length === 0 && <p class="tfx-palette__empty tfx-muted">{t("palette.empty", { typed: typed.value })}</p>}
        <div aria-live="polite">
          <Hidden>{typed.value !== "" && t("palette.count", { count: found.value.length })}</Hidden>
        </div>
      </div>
    </Dialog>
  );
};

const Line = ({ action, index, isChosen, run }: { action: Action; index: number; isChosen: boolean; run: () => void }) => {
  const app = useApp();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  const keys = printKeys(app, action.keys[0]);
  return (
    <li ref={line} id={`tfx-palette-${index}`} class="tfx-palette__line" role="option" aria-selected={isChosen} onClick={run}>
      <span class="tfx-grow">{action.title}</span>
      <span class="tfx-small tfx-muted">{app.i18n.t(`group.${action.group}`)}</span>
      {keys !== undefined && <Keys keys={keys} />}
    </li>
  );
};
